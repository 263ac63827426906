/**
 * How much each piece of evidence speaks for a name, in points: a logistic regression on the labelled sets and on the
 * product's own sentences, rounded to halves (`npm run bench:anonymise -- --weigh` prints this list).
 */
const LIST = `
  3: before sign colon | opening head given
  2.5: after acts | head given | opening after acts | within 3
  2: before to | opening after self | within head given
  1.5: after capital | before at | last family | last given | last given word | letters 2 | letters 5 | opening 2 | opening 3 | opening second given | opening second unknown | second family | second given | second word | within 2 | within head unknown | within second known | within second word
  1: after is | after known | after sign ( | after verb | ampersand | before addressing | before by | before family word | before sign & | before sign ( | before sign line | before with | last unknown | last word | letters 3 | opening after capital | opening second family | second family word | small word with a capital | within after and | within after is | within after small | within after to | within head given word
  0.5: after and | after family word | after given word | after self | after sign ) | after sign . | after sign ? | after sign line | after who | before and | before at the | before clause | before sign ? | before towards | capitals | head family | last place | letters 1 | opening after family word | opening after is | opening after known | opening after sign ( | opening after sign ) | opening after sign colon | opening after sign other | opening after verb | opening head family word | opening second family word | opening second place | opening second word | second known | second place | second small | second unknown | within 1 | within after acts | within after at | within after given word | within after known | within after sign ( | within after sign . | within after sign ? | within after sign line | within after verb | within after who | within head family | within head small | within second family | within second family word | within second given | within second given word | within second odd | within second small
  -0.5: after nothing | after sign + | after sign / | after sign ; | after sign other | before sign . | head small | opening after and | opening after given word | opening after sign + | opening after sign ; | opening after unknown | opening after word | opening head odd | opening head word | opening second odd | within after of | within after sign / | within after sign colon | within head odd | within second unknown
  -1: after sign , | before is | head odd | last known | last small | opening 1 | opening after nothing | opening after sign , | opening after to | opening head given word | opening head small | opening head unknown | opening second known | within after sign other | within head word
  -1.5: after at | before nothing | before sign other | head word | opening after at | opening after small | within after self
  -2: before sign , | heading
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
