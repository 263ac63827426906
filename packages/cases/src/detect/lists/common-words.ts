import data from './data/common-words.json' with { type: 'json' }
import { FrontCodedList } from './front-coded-list.ts'

const words = new FrontCodedList(data.words)

/** Words of our time and trade that the dictionaries do not have yet. */
const OURS = new Set(
  `covid mail mails email emails wifi asbl sprl vzw app apps web online offline smartphone smartphones gsm pdf
  visio visios visioconf distanciel presentiel numeriser numerisation digitaliser digitalisation digital digitale
  digitaux digitales encodage encodages reencodage reencoder onboarding feedback feedbacks workshop workshops meeting
  meetings brainstorming planning plannings reporting reportings dashboard dashboards newsletter newsletters cloud saas
  open source backup backups helpdesk tuto tutos webinaire webinaires webinar webinars chatbot rgpd gdpr teletravail
  intervision intervisions coworking crowdfunding benchmark kpi kpis roadmap sprint sprints backlog logiciel logiciels
  stand-up todo memo memos compta compet recup infos info docs doc admin admins resto restos appro manut prod dispo
  dispos ok okay svp stp rdv rdvs qqn qqch pcq bcp tjs tt ts dc ds pr pdt pq svt ns vs pt ptit ptite celleux iels
  toustes participantes usageres travailleureuses coconstruction cocreation interinstitutionnel kilometrique
  circulaire circulaires multiaccueil insertion mutualiser mutualisation subsidier subsidie subsidies subsides subside
  minerval echevin echevine bourgmestre gsms navetteur navetteurs septante nonante drache savonnee tantot
  tracabilite durabilite employabilite faisabilite accessibilite interoperabilite ergonomie prerequis pretest debrief debriefer debriefing
  brainstormer scanner scanne scannes scanner uploader uploade downloader checker checklist checklists deadline deadlines timing timings
  coacher coache coaches coaching stakeholder stakeholders manager managers management team teams leader leaders leadership pitch pitcher
  geolocalisation geolocaliser ubuntu gamification storytelling toolbox toolkit startup startups ecosysteme ecosystemes ecoresponsable
  recyclerie ressourcerie friperie maraichage maraicher maraichere permaculture composteur composteurs covoiturage autopartage
  teletravailler visioconference visioconferences audioconference hybride asynchrone synchrone numero tel num nums adr qte
  participant participante usager usagere aidant aidante aidants proche proches postit postits whiteboard kanban template templates excel cahier werkoverleg overleg vergadering collega collegas
  vrijwilliger vrijwilligers mutu mutus coordo coordos anim anims educ educs asso assos copro proprio proprios infi infis kine kines ergo ergos psys resp resps
  direc presta prestas frigo frigos biblio biblios apero aperos colloc collocs logo logos pedibus ducasse ducasses kermesse kermesses brocante brocantes moestuin moestuinen planningstool boekhouding facturatie webshop laptop laptops
  welzijn onthaal samenleving maatwerk thuiszorg wijkwerking tijdens vanaf vooral behalve ondanks wegens dankzij omtrent gedurende zodra hoewel terwijl indien telkens bijvoorbeeld misschien ondertussen intussen
  mss aub evt bvb dwz ipv tgv vgl ivm tov adhv mbt zsm vdg mrgn gstrn idd wss tks thx cfr afz nvt nvdr
  kader kaders erin ervan eraan erbij erop ermee ertoe eruit ervoor erover franse belgische duitse engelse waalse vlaamse brusselse spaanse italiaanse belgian german
  french english dutch peers ties federatie pda pdas waarin waarop waarmee daarin daarop daarmee hierin hierop`
    .trim()
    .split(/\s+/),
)

const FUTURE = /(?:ai|as|a|ons|ez|ont|ais|ait|ions|iez|aient)$/
const DUTCH_ENDING = /(?:en|s|e|je|jes|t|d|de|den|te|ten|er|ers|ste|st)$/

/** Forms that the list leaves out because they follow from another. */
function isDerived(word: string): boolean {
  if (word.length < 4) return false
  const stem = word.replace(FUTURE, '')
  return stem !== word && stem.endsWith('r') && words.has(stem)
}

/** Dutch plurals and verb forms, and diminutives, of a word that is listed. */
function isDutchForm(word: string): boolean {
  if (word.length < 5) return false
  const stem = word.replace(DUTCH_ENDING, '')
  if (stem === word || stem.length < 3) return false
  return words.has(stem) || words.has(`${stem}en`) || words.has(stem.replace(/(.)\1$/, '$1'))
}

/** Whether a folded word is an ordinary word of French, Dutch or English; names are not. */
export function isCommonWord(folded: string): boolean {
  // what is so long is a compound, or a Flemish name
  if (folded.length > 14) return !/^van(?:de|den|der)[a-z]/.test(folded)
  return words.has(folded) || OURS.has(folded) || isDerived(folded)
}

/** The same, counting Dutch forms of listed words; it would swallow many Flemish names. */
export function isCommonForm(folded: string): boolean {
  return isCommonWord(folded) || isDutchForm(folded)
}
