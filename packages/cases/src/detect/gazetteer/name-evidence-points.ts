/**
 * How much each piece of evidence speaks for a name, in points: a logistic regression on the labelled sets and on the
 * product's own sentences, rounded to halves (`npm run bench:anonymise -- --weigh` prints this list).
 */
const LIST = `
  3: before sign colon
  2.5: ampersand | head given | within 3
  2: after acts | before sign ( | before to | opening 3 | opening after self | opening all words after unknown | opening head given | within head given
  1.5: after capital | before at | last family | last given | letters 1 | opening after acts | opening after capital | opening second given | second family | second given | within 2 | within head unknown
  1: after is | after known | after sign ( | after sign line | after verb | before addressing | before by | before of | before sign & | head family | letters 3 | letters 5 | opening all words after family word | opening all words after odd | opening all words after verb | opening second family | second given word | second word | small word with a capital | within after is | within after small | within after to | within second known | within second word
  0.5: after given word | after self | after sign ) | after sign - | after sign . | after sign ? | after who | before and | before at the | before clause | before family word | before known | before of the | before sign " | before sign ? | before sign line | before towards | head small | last given word | last place | letters 2 | letters 4 | opening 2 | opening after is | opening after known | opening after sign ( | opening after sign ) | opening after sign - | opening after sign / | opening after sign colon | opening after sign line | opening after sign other | opening after verb | opening all words after capital | opening all words after known | opening all words after self | opening all words after sign / | opening all words after sign line | opening all words after sign other | opening all words after word | opening head family | opening second family word | opening second given word | opening second small | opening second unknown | second family word | second known | second odd | second small | second unknown | within 1 | within after acts | within after and | within after at | within after capital | within after given word | within after known | within after sign ( | within after sign . | within after sign ? | within after sign line | within after verb | within after who | within all words | within all words after and | within all words after known | within all words after sign , | within all words after sign colon | within head given word | within head small | within second family | within second given | within second given word | within second odd | within second place | within second small
  -0.5: after of | after sign , | after sign ; | before sign . | before sign « | head family word | heading | last word | opening 1 | opening after and | opening after given word | opening after of | opening after sign , | opening after sign ; | opening after word | opening all words | opening all words after nothing | opening all words after sign ( | opening all words after sign , | opening all words after sign - | opening all words after small | opening all words after to | opening article and two nouns | opening head family word | opening head given word | opening head small | opening head word | opening second known | opening second odd | role | within after sign , | within after sign / | within all words after word | within head odd
  -1: after at | after nothing | after sign other | before is | head odd | head word | opening after to | opening all words after at | opening all words after sign . | opening head unknown | within after sign colon | within after sign other | within head word
  -1.5: before nothing | before sign other | opening after at | opening after nothing | opening after small | opening all words after of | within after self | within all words after nothing
  -2: before sign ,
  -2.5: opening all words after acts
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
