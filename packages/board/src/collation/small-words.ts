/** Words of three letters and more that say nothing about a subject, folded, in the three languages. */
export const SMALL_WORDS: ReadonlySet<string> = new Set(
  [
    'les des une aux par pour dans sur avec sans sous vers chez entre que qui quoi dont est sont etait etre ete fait faire',
    'ont avoir pas plus moins tres tout tous toute toutes cette ces cet son ses leur leurs nos notre vos votre mes mon tes',
    'elle elles ils nous vous lui cela ceci comme mais donc car puis aussi alors quand quel quelle quels quelles meme ainsi',
    'peut peuvent doit doivent faut avait ne on se ce il je tu me te',
    'het een van voor met niet aan bij uit ook zijn wordt worden heeft hebben maar als dan nog wel dat die deze dit onze',
    'ons hun haar wat wie hoe waar kan kunnen moet moeten door over naar tot',
    'the and for with not are was were has have had but they them this that these those our your their his her its',
    'from into about what who how when where can could should must will would more less all any',
  ]
    .join(' ')
    .split(' '),
)
