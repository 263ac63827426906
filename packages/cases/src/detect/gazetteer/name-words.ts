import { set } from './words.ts'

/** Given names that in lower case are as often a thing: "un marc", "en jean", "le gilles". */
export const LOWER_NOUNS = set(
  'manuel said joke marc jean martin robin jules gilles oscar victor jack john charlotte marie robert louis madeleine julienne olivier adam abel denis florentin lorraine diane ruby jasmine daisy fanny tommy bobby nick mark frank kim guy mike josh ken germain urbain celestin martial garance lambert cherif auguste ali basile roch gaspard noe marina marin sofia nadir hadj rida elise mila',
)

/** Names that are colours, seasons or words of a board first: a capital and a preposition prove nothing. */
export const HARD_WORDS = set(
  'june july august september october november december january february april grace faith hope joy dawn charity rose orange olive violette prune cerise noel mars avril mai juin juillet aout toussaint paques france paris lorraine marche page pin val bon bonne belle nova may hope storm summer winter sky star will art bill ours lion loup data delta alpha omega mini maxi luna terra vita aura line ligne mille demi semi toute elle ben lien per sus job son sal fer via dom bene ton cap pie pip bo do so frans duits engels noors cas',
)

/** What friends call one another; words of nothing else in these texts. */
export const NICKNAMES = set(
  'mimi momo titi toto jojo lolo lulu loulou zaza zizou fanfan nono nanou nadou momo juju mumu riri gege dede bebert nico seb fab ludo manu fred greg steph stef vero caro isa nath laeti alex phil thib vince raph gaby domi charlo fredo pierrot jeannot charly rico polo gigi didi coco cricri mich mitch patou suzy tof tofke kev ced bibi kiki lili nini fifi zozo riton tonio mimile jacquot',
)

/** Family names that are a trade or a colour first: the word that opens a sentence is that. */
export const TRADES = set(
  'boulanger marechal meunier couvreur vigneron marchand timmerman mulder moulin witte ridder vos pauw smet moor bourgeois clement gentile farina riva sala serra testa villa costa gallo morel hardy toussaint compere bakker bloem kok visser smid slager brouwer kuiper wever koster schipper jager herder ruiter charpentier tisserand fournier mercier tonnelier barbier berger chevalier bah sow fall',
)

/** Dutch given names of two or three letters, as they are written in haste. */
export const SMALL_DUTCH = /^(?:an|els|mo|bo|jo)$/
