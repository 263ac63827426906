/**
 * How much each piece of evidence speaks for a name, in points: a logistic regression on the labelled sets and on the
 * product's own sentences, rounded to halves (`npm run bench:anonymise -- --weigh` prints this list).
 */
const LIST = `
  3.5: before sign colon
  3: last family | within 3
  2.5: after capital | ampersand | before sign ( | before to | head family | last place | last unknown | opening head family | opening head given
  2: before at | before at the | before known | before of the | before sign & | before with | head given | last given | last given word | opening 3 | opening after capital | within 2 | within head given | within head small
  1.5: after acts | after sign line | before addressing | before clause | before family word | before sign " | opening after acts | opening after known | opening after sign line | opening head odd | within after capital | within after is | within after self | within after small | within after who | within head unknown
  1: after known | after self | after sign ( | after sign ) | after sign . | after sign ? | after verb | before article | before sign line | before unknown | last family word | opening after sign ) | opening after sign . | small word with a capital | within after and | within after sign ? | within after to | within after unknown | within after verb | within head family | within head given word
  0.5: after is | after sign " | after who | before of | before role | before sign - | before towards | before word | letters 1 | letters 3 | letters 5 | opening 2 | opening after self | opening after sign " | opening after sign ( | opening after verb | within after acts | within after at | within after family word | within after nothing | within after sign ! | within after sign ( | within after sign - | within after sign .
  -0.5: after nothing | after of | after sign ! | after sign , | after sign ; | after sign colon | after sign other | after word | before and | before sign . | before sign « | before small | head odd | head unknown | last odd | letters 2 | opening after and | opening after of | opening after sign , | opening after sign ; | opening after to | opening after unknown | opening after who | opening after word | opening head given word | within after sign , | within after sign / | within after sign other
  -1: after family word | after given word | after odd | before is | before nothing | before sign , | before verb | capitals | head small | head word | letters 4 | opening 1 | opening after family word | opening after given word | opening after odd | opening after sign ! | opening after small | opening head known | opening head unknown | within after sign colon | within head known
  -1.5: after at | head known | head place | last known | last small | opening after at | opening after nothing | opening head place | opening head small | within head odd | within head word
  -3.5: before sign other
`

/** The points of each piece of evidence; what is not here says nothing. */
export const POINTS: ReadonlyMap<string, number> = new Map(
  LIST.trim()
    .split('\n')
    .flatMap((line) => {
      const [points = '', evidence = ''] = line.split(': ')
      return evidence.split(' | ').map((name) => [name.trim(), Number(points)] as const)
    }),
)

/** What a run of capitals has before anything is said for or against it, as the regression found it. */
export const BASE = 1
