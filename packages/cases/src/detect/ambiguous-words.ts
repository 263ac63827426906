const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/**
 * Given and family names that are also French or Dutch words: alone they count only with a capital (R22).
 * Folded spelling. Collected by us: names that boards would otherwise mark in ordinary sentences.
 */
export const AMBIGUOUS_NAMES = words(`
  aime aimee aimable amour ange angele  aurore avril bel  berger blanc blanche bois bon bonne boulanger
  brun brune bureau camille carine celeste cerise  charpentier chat claire clair claude  clemence
  colombe constance constant coq coralie coralline court cousin croix de desire desiree don dore dune espoir
  esperance etoile eve  felicite fete fidele flamme fleur florence fontaine fort france franc francais gaie gentil
  gentille grace grand grande gras  heureux hiver honore innocent iris jade jardin  jeune joie joli jolie
  jour juste juin lac  laurier leger lent lilas long lot loup  lundi lune maire mai maitre marche marchand
 marin marine mars  max melodie  merle meunier mignon modeste moi moine moulin muse neige noel
  noir nord nouveau nova ocean olive opale parfait page pain paris  patience  perle petit petite  pierre
  pin place plume pont port poste premier prince prudence prune rang rein reine rene renard rivage riviere roi roman
  romane rose rosier rouge roux  rubis sage saint sauvage serein simple  soleil sport tulipe tour val vallee
  vent vert victoire vie ville vigne violette vif voisin will
`)

/** Communes that are also common words: with a capital, and not as the verb that opens a sentence (R23). */
export const AMBIGUOUS_PLACES = words(`
  ans ath aye bas bois bon ciel court dame forest forets haine hal ham haut herve huy jette lens lille manage marche mons
  mortier nil orange pont pecq perk riviere rose saint silly spa tours vichy vaux villers vire verte waha
`)

/** Everyday capitals of a board, never an organisation's acronym by generation. */
export const COMMON_ACRONYMS = words(`
  rgpd gdpr erp crm pms ca ag etp rh drh grh tva ong asbl srl sms pdf ia ai ceo cio dpo faq gps gsm it kpi mvp ok pc pme
  pv qr rdv sav si sso tic url usb wc wifi xrm cpas esn rse api csv vzw
`)

/** Legal forms written before or after a name in Belgium and France; part of the identifier, not of the name. */
export const LEGAL_FORMS = words(`
  asbl aisbl vzw ivzw srl bvba bv sprl scrl scrlfs cvba cv sc sca sa nv snc scs scop scic sas sasu sarl eurl gie fondation sces scfs scresp fup sces
`)

/** Words that open a name and are left out as often as not. */
export const ARTICLES = words('le la les l de het een the d du')

/** Honorifics and titles: part of the identifier when they stand before a name. */
export const HONORIFICS = words(
  'm mr ms mw mevr mrs msieur sieur mme mlle mm madame monsieur mademoiselle dr docteur pr me maitre abbe mevrouw dhr',
)

/** What people write instead of a name when they join; never a name on their own. */
export const ROLE_WORDS = words(`
  admin administrateur administratrice administrator animateur animatrice coach coordinateur coordinatrice direction
  editeur editrice editor expert facilitateur facilitatrice facilitator holder invite invitee guest mentor participant
  participante partenaire partner personne porteur porteuse prestataire publisher responsable secretariat stagiaire team
  equipe test visiteur beheerder deelnemer gast redacteur
`)
