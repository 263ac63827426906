/**
 * How much each piece of evidence speaks for a name, in points: a logistic regression on the labelled sets and on the
 * product's own sentences, rounded to halves (`npm run bench:anonymise -- --weigh` prints this list).
 */
const LIST = `
  3: before sign colon | opening head given
  2.5: after acts | head given | opening after acts | within 3
  2: before to | opening 3 | within head given
  1.5: after capital | ampersand | before at | last family | last given | letters 5 | opening 2 | opening after self | opening second unknown | second family | second given | second word | within 2 | within head unknown | within second known | within second word
  1: after is | after known | after sign ( | after verb | before addressing | before by | before family word | before sign & | before sign ( | before with | last given word | last unknown | last word | letters 1 | letters 2 | letters 3 | opening after capital | opening after known | opening second family | opening second given | second family word | second known | second unknown | small word with a capital | within after and | within after small | within after to | within head given word
  0.5: after and | after family word | after given word | after self | after sign ) | after sign . | after sign ? | after sign line | after who | before and | before at the | before clause | before of | before sign ? | before sign line | before towards | capitals | head family | head family word | last place | opening after family word | opening after is | opening after sign ( | opening after sign ) | opening after sign colon | opening after sign other | opening after verb | opening head family word | opening second family word | opening second place | second given word | second odd | second place | second small | within 1 | within after acts | within after at | within after given word | within after is | within after sign ( | within after sign . | within after sign ? | within after sign line | within after unknown | within after verb | within after who | within head family | within head small | within second family | within second given | within second given word | within second odd | within second small
  -0.5: after nothing | after of | after sign + | after sign , | after sign / | after sign ; | after sign other | before sign . | head small | opening after and | opening after given word | opening after of | opening after sign + | opening after sign , | opening after sign ; | opening after word | opening article and two nouns | opening head odd | opening head word | opening second known | within after sign , | within after sign / | within head odd
  -1: after at | before is | head odd | last small | opening 1 | opening after nothing | opening after to | opening head given word | opening head unknown | within after self | within after sign colon | within after sign other | within head word | within second unknown
  -1.5: before nothing | before sign , | before sign other | head word | last known | opening after at | opening after small | opening head small
  -2: heading
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
export const BASE = 0.5
