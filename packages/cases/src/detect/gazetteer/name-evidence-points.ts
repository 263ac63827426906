/**
 * How much each piece of evidence speaks for a name, in points: a logistic regression on the labelled sets and on the
 * product's own sentences, rounded to halves (`npm run bench:anonymise -- --weigh` prints this list).
 */
const LIST = `
  3.5: ampersand | before sign colon
  3: last place | within second known
  2.5: before sign ( | before to | opening after acts | opening head given | within 3
  2: after acts | before addressing | before at | before family word | before of the | before sign & | before sign line | before with | head family | head given | opening head family | opening second unknown | within after small | within after to
  1.5: after capital | after sign line | before at the | before by | before known | before sign " | last family | last given | last given word | opening 3 | opening second family | opening second given | second family | second given | small word with a capital | within after capital | within after verb | within head family | within head given | within head given word | within head small | within second small
  1: after is | after known | after sign ( | after sign ) | after sign . | after sign ? | before clause | before unknown | last unknown | letters 1 | opening after capital | opening after known | opening after sign ( | opening after sign line | second unknown | second word | within after at | within after is | within after sign ( | within after sign . | within after sign line | within after unknown | within after who | within head unknown | within second family | within second given | within second given word | within second word
  0.5: after self | after sign + | after unknown | after verb | after who | before article | before of | before role | before sign - | before sign » | before towards | before word | last family word | last word | letters 3 | letters 5 | opening 2 | opening after is | opening after self | opening after sign ) | opening after sign + | opening after sign . | opening after sign ? | opening after sign colon | opening after verb | opening head odd | opening second family word | opening second given word | opening second place | opening second word | second family word | second given word | second known | second odd | second small | within 1 | within 2 | within after and | within after known | within after sign ! | within after sign ) | within after sign - | within after sign ? | within after word | within article and two nouns | within second odd
  -0.5: after given word | after of | after sign ! | after sign , | after sign / | after sign ; | after sign colon | after sign other | after word | before and | before is | before sign « | before verb | head small | head unknown | letters 4 | opening after and | opening after given word | opening after of | opening after sign , | opening after sign - | opening after sign ; | opening after to | opening after unknown | opening after who | opening after word | opening head given word | opening head word | opening second known | within after self | within after sign , | within after sign / | within head place | within second place | within second unknown
  -1: after at | after nothing | before nothing | before sign , | head odd | head word | opening 1 | opening after sign ! | opening after small | opening article and two nouns | opening head small | opening head unknown | within after sign colon | within after sign other | within head odd | within head word
  -1.5: capitals | last small | opening after nothing
  -2: head place | heading | last known | opening after at | opening head place
  -3.5: before sign other | role
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
