import { foldWord } from '../text/fold.ts'

/**
 * What people who know somebody call them, and the same name in the other language of the country. Typed by hand;
 * folded. First the name, then its forms.
 */
const SHORT_FORMS = `
nathalie: nath nathou natha | nadine: nad nadou | fabienne: fab fabi | fabrice: fab fabi | fabian: fab | fabio: fab
veronique: vero veroniek | caroline: caro line | stephanie: steph fanny stef | stephane: steph stef stefaan
sebastien: seb basti | nicolas: nico niklaas klaas | nicole: nico | alexandre: alex sandro xander | alexandra: alex sandra
alexander: alex sander xander | philippe: phil philou filip | frederic: fred frederik | frederique: fred
gregory: greg | gregoire: greg | dominique: dom domi | emmanuel: manu emma | emmanuelle: manu emma | manuel: manu
isabelle: isa zabou belle | michel: mich mimi michou | michele: mich mimi | laetitia: laeti titia | ludovic: ludo
raphael: raph raf | gabriel: gaby gabi gab | gabrielle: gaby gabi gab | valerie: val valou | christophe: chris tof kristof
christine: chris kristien | christian: chris | christelle: chris | christel: chris | benjamin: ben benj benji | benoit: ben benoot
mathieu: mat matt math matthijs mattias | matthieu: mat matt math | mathilde: mathou math | thibaut: thib thibs | thibault: thib thibs
vincent: vince vinz vin | sabrina: sab | sabine: sab bine | francoise: fran fanfan soizic | francois: fran frans | francis: franky
sandrine: sandy drine | patricia: pat patou | patrick: pat patou | patrice: pat | catherine: cath cathy kate katrien katrijn
marguerite: margot margriet griet maggy | margaux: marge | joseph: jos jef jo jozef zef | josephine: jo fine | josiane: josie jo
antoine: toine antho antoon toon | anthony: antho tony | maxime: max | maximilien: max | maxence: max | guillaume: guigui guill willem
bernard: nanard bern | bernadette: bernie dedette | beatrice: bea | elisabeth: babeth lisa zabeth liesbeth elise bets els
jacqueline: jacquie line | jacques: jacky jaak | jean-michel: jeanmi | jean-philippe: jeanphi | jean-baptiste: jb jeanba
abdelkader: kader abdel | abdelkrim: krim abdel | abdelhamid: hamid abdel | abderrahman: abder | abdellah: abdel | abdelmalek: malek abdel
mohamed: moha momo med mo | mohammed: moha momo med mo | muhammet: muho | mustapha: mus musti | mustafa: mus musti | fatima: fati fatou
fatoumata: fatou fanta | fatiha: fati | aminata: ami mina | mariama: mari mama | youssef: youss jo | youcef: youss | yassine: yass
yasmina: yas mina | khadija: khadi dija | zakaria: zak | ibrahim: ibra ibo | ibrahima: ibra | mamadou: mam doudou | ousmane: ous
souleymane: soul | boubacar: bouba | abdoulaye: abdou laye | redouane: red reda | rachida: rach | noureddine: nour nono | nordine: nono
giuseppe: beppe pino peppe | giuseppina: pina giusy | salvatore: salvo toto turi | antonio: toni tony toto | antonella: anto
francesco: franco ciccio | francesca: franca | vincenzo: enzo | vincenza: enza | domenico: mimmo | concetta: cettina | giovanni: gianni nanni
gaetano: tano | calogero: lillo gero | rosalia: lia | mehmet: memo | huseyin: huso | suleyman: sulo | elzbieta: ela | katarzyna: kasia
malgorzata: gosia | agnieszka: aga | krzysztof: krzys | johannes: jan jo | johanna: jo anna | johan: jo | frederik: fred rik freddy
hendrik: rik henk | koenraad: koen | bartholomeus: bart | jozef: jef jos | maria: mia ria | margaretha: griet greet | margriet: griet
wilhelmina: mien mina | godelieve: lieve | katrien: trien kat kaat | katrijn: trijn kat | kathleen: kat | annelies: an lies | annemie: an mie
liesbeth: lies bet | elisabeth: lies bet | geertrui: trui geert | bernd: ben | thomas: tom thom | samuel: sam | samira: sam sami | samantha: sam
jerome: jej | jennifer: jenny jen jenni | jessica: jess | delphine: del delph | aurelie: aurel lili | emilie: emi milie | melanie: mel mela
melissa: mel | sophie: soph sofie | julie: ju juju | juliette: ju juju | charlotte: charlo lolotte lotte | laurence: lau lolo | laurent: lau lolo
pascal: pasca pascalou | pascale: pasca | olivier: oli | xavier: xav | david: dav dave | daniel: dan dany | danielle: dany | didier: did didou
thierry: titi thier | eric: rico erik | gerard: gege | geraldine: geri | georges: jojo joris | georgette: jojo | jocelyne: jo joce | joelle: jo
monique: momo moni moniek | myriam: mimi myri | muriel: mumu mu | sylvie: syl sylv | sylvain: syl | cedric: ced | kevin: kev | jonathan: jo john
virginie: virg vivi | celine: cel | cecile: cec | claudine: clo claudie | clementine: clem | clement: clem | clemence: clem | arnaud: arno nono
bertrand: bert | robert: bob bobby rob | richard: rick richy | romain: rom | solange: soso | suzanne: suzy suz | yolande: yoyo yo | liliane: lili
micheline: mimi | genevieve: gene ginou | ghislaine: ghis | ghislain: ghis | marie-christine: mariechris | anne-sophie: annso
marie-claire: marieclaire mc | marie-france: mf | marie-therese: maite mt | maryline: mary | marie-jose: mariejo | marie-paule: mariepau mp
gwendoline: gwen | gwenaelle: gwen | tatiana: tania | natacha: nat | jeremy: jer jerem | jeremie: jer | timothee: tim | theophile: theo
angelique: ange angie | severine: sev seve | ingrid: ing | vanessa: nessa van | dorothee: doro | leopold: leo | leonard: leo | leonie: leo
pierre: pieter peter piet | jean: jan johan | louis: lodewijk lowie | charles: karel charly | marie: maria mie | etienne: stefaan steven tien
jeanne: johanna jeanneke | andre: dre andries | marc: mark marco | luc: lucas | lucienne: lulu | lucie: lulu | henri: hendrik rik riri | henriette: riet
paul: polo pol | helene: leen helena | madeleine: mado magda | anne: an anna annie | augustin: gus gust | auguste: gust | gustave: gust guus
augustine: titine | edouard: ed eddy | edmond: ed | ferdinand: fer ferre | fernand: nand fons | alphonse: fons | alfons: fons | leon: leo
walter: wout | gauthier: wout gaut | hubert: hub | victor: vic | victorine: vic | adrien: adri | adriana: adri | tanguy: tang | corentin: coco
constantin: costa | ignace: naas | benedicte: bene | benedict: ben | apolline: apo | josette: jo | yvette: vette | paulette: popo
`

const forms = new Map<string, Set<string>>()
for (const entry of SHORT_FORMS.split(/[\n|]/)) {
  const [name, list] = entry.split(':')
  if (name === undefined || list === undefined) continue
  const key = foldWord(name.trim()).replace('-', '')
  const known = forms.get(key) ?? new Set<string>()
  for (const form of list.trim().split(/\s+/)) known.add(form)
  forms.set(key, known)
}

/** Short forms and forms of the other language for a given name, folded; in none of them stands the name itself. */
export function givenNameForms(given: string): string[] {
  const key = foldWord(given).replace(/[\s'’-]/g, '')
  const found = new Set(forms.get(key))
  found.delete(key)
  return [...found]
}
