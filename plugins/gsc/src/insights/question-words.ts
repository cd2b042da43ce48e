import { simplify, wordsOf } from './words.ts'

/**
 * Words that open a question, by language. Words that open other queries as often are missing on purpose: English
 * "is" and "can", for instance, count only before a pronoun or an article (see below).
 */
const openers = {
  english: 'who whose whom what when where why which how whats whos hows wheres',
  german:
    'wer wessen wem wen was wann wo wohin woher warum wieso weshalb wie wieviel welche welcher welches welchen',
  french: 'qui que quoi quand ou pourquoi comment quel quelle quels quelles combien',
  spanish: 'quien quienes que cuando donde como cual cuales cuanto cuanta cuantos cuantas',
  italian: 'chi che cosa quando dove perche come quale quali quanto quanta quanti quante',
  portuguese: 'quem que quando onde porque como qual quais quanto quanta quantos quantas',
  dutch: 'wie wat wanneer waar waarom hoe hoeveel welke welk',
  swedish: 'vem vad nar var varfor hur vilken vilket vilka',
  danishAndNorwegian: 'hvem hva hvad hvornar nar hvor hvorfor hvordan hvilken hvilket hvilke',
  polish: 'kto co kiedy gdzie dlaczego jak ktory ktora ktore ile czy',
  turkish: 'kim ne nasil neden nicin nerede hangi kac',
  russian: 'кто что когда где почему зачем как какои какая какие сколько',
  arabic: 'كيف لماذا متى أين هل',
  indonesian: 'siapa apa kapan dimana mengapa kenapa bagaimana berapa',
} as const

const questionWords: ReadonlySet<string> = new Set(
  Object.values(openers).flatMap((words) => words.split(' ')),
)

const verbs = 'is are was were do does did can could should would will'.split(' ')
const subjects = 'i you we they he she it this that there the a an my your'.split(' ')
const pairs: ReadonlySet<string> = new Set(
  verbs.flatMap((verb) => subjects.map((subject) => `${verb} ${subject}`)),
)

/** Languages that put no blanks between words, or put question words anywhere. Long enough not to be parts of others. */
const anywhere = ['什么', '什麼', '怎么', '怎麼', '如何', '哪里', '哪裡', '哪个', '哪個', '多少']
  .concat(['なぜ', 'どうして', 'どうやって', 'どこで', 'とは', '何が', '何を', 'いつから', 'ですか'])
  .concat(['어떻게', '무엇', '어디서', '얼마나', 'क्या है', 'कैसे', 'क्यों', 'कहाँ'])
  .map(simplify)

/** Whether a query reads like a question. A guess, made from its words alone. */
export function isQuestion(query: string, minWords: number): boolean {
  const text = simplify(query)
  if (/[?؟]/u.test(text)) return true
  if (anywhere.some((word) => text.includes(word))) return true
  const [first = '', second = '', ...rest] = wordsOf(text)
  const count = rest.length + Number(first !== '') + Number(second !== '')
  return count >= minWords && (questionWords.has(first) || pairs.has(`${first} ${second}`))
}
