import type { Lang, LocalisedText } from '../language.ts'

/** What a board says by itself inside its zones and under them; `{…}` is filled in. */
export const ZONE_WORDS = {
  write: {
    fr: 'Double-cliquez ici pour écrire',
    nl: 'Dubbelklik hier om te schrijven',
    en: 'Double-click here to\u00a0write',
  },
  locked: { fr: 'Un·e coach écrit ici', nl: 'Een coach schrijft hier', en: 'A coach writes here' },
  writeTogether: {
    fr: 'Double-cliquez ici pour écrire : un seul texte, à plusieurs mains.',
    nl: 'Dubbelklik hier om te schrijven: één tekst, samen geschreven.',
    en: 'Double-click here to write: one text, written together.',
  },
  noteEach: { fr: 'Une idée par note.', nl: 'Eén idee per notitie.', en: 'One idea per note.' },
  lineEach: {
    fr: 'Une ligne par note : « {column} ».',
    nl: 'Eén regel per notitie: ‘{column}’.',
    en: 'One row per note: “{column}”.',
  },
  lineOf: { fr: 'Une ligne par note.', nl: 'Eén regel per notitie.', en: 'One row per note.' },
  most: { fr: '{n} au maximum.', nl: 'Hoogstens {n}.', en: '{n} at most.' },
  group: {
    fr: 'Posez les notes qui vont ensemble, sélectionnez-les, puis « Regrouper ».',
    nl: 'Leg samen wat samenhoort, selecteer het en kies ‘Groeperen’.',
    en: 'Lay together what belongs together, select it, then “Group”.',
  },
  links: {
    fr: 'Tracez une flèche d’une note à l’autre : le lien s’ajoute ici.',
    nl: 'Trek een pijl van de ene notitie naar de andere: de link komt hier.',
    en: 'Draw an arrow from one note to another: the link is listed here.',
  },
  choices: { fr: 'Au choix : {terms}.', nl: 'Keuze: {terms}.', en: 'Choose from: {terms}.' },
  choicesAndMore: { fr: 'Au choix : {terms}…', nl: 'Keuze: {terms}…', en: 'Choose from: {terms}…' },
  andMore: { fr: '… et {n} de plus', nl: '… en nog {n}', en: '… and {n} more' },
  untitled: { fr: 'sans texte', nl: 'zonder tekst', en: 'no text' },
  dates: {
    fr: 'La place d’une note sur l’axe est sa date.',
    nl: 'De plaats van een notitie op de as is haar datum.',
    en: 'Where a note lies on the axis is its date.',
  },
  marks: {
    fr: 'Écrivez une date : « mars 2019 ». L’échelle du temps en dépend.',
    nl: 'Schrijf een datum: ‘maart 2019’. De tijdschaal hangt ervan af.',
    en: 'Write a date: “March 2019”. The time scale follows from it.',
  },
  today: { fr: 'Aujourd’hui', nl: 'Vandaag', en: 'Today' },
  lanesFrom: {
    fr: 'Une colonne pour chaque note de « {zone} ».',
    nl: 'Een kolom voor elke notitie van ‘{zone}’.',
    en: 'A column for each note of “{zone}”.',
  },
  scores: {
    fr: 'Chaque personne cote pour elle-même, de {min} à {max}. Seuls la médiane et l’écart se voient, à partir de trois réponses.',
    nl: 'Iedereen scoort voor zichzelf, van {min} tot {max}. Alleen mediaan en spreiding zijn zichtbaar, vanaf drie antwoorden.',
    en: 'Everybody scores for themselves, from {min} to {max}. Only median and spread are shown, from three answers on.',
  },
  summary: {
    fr: 'médiane {median} · écart {spread} · {n} réponses',
    nl: 'mediaan {median} · spreiding {spread} · {n} antwoorden',
    en: 'median {median} · spread {spread} · {n} answers',
  },
  tooFew: {
    fr: '{n} réponse(s) : trop peu pour une médiane',
    nl: '{n} antwoord(en): te weinig voor een mediaan',
    en: '{n} answer(s): too few for a median',
  },
  noScore: { fr: 'pas encore coté', nl: 'nog niet gescoord', en: 'not scored yet' },
  colours: { fr: 'Couleurs', nl: 'Kleuren', en: 'Colours' },
  votes: { fr: '{n} voix', nl: '{n} stemmen', en: '{n} votes' },
  // said of any noun: neither masculine nor feminine
  weak: { fr: 'au plus bas', nl: 'laag', en: 'low' },
  strong: { fr: 'au plus haut', nl: 'hoog', en: 'high' },
} as const satisfies Record<string, LocalisedText>

/** What is said of something, after its name: `Influence : forte`, in French alone with a space before the colon. */
export function nameAnd(name: string, rest: string, lang: Lang): string {
  return `${name}${lang === 'fr' ? ' : ' : ': '}${rest}`
}
