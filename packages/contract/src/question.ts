import type { Static, TObject } from '@sinclair/typebox'
import type { AudioContent, ImageContent, TextContent } from './content.ts'
import { formSchema } from './form-schema.ts'

/** Something to be answered by the person behind a caller, or by the caller's program. Plain data. */
export type Question = FormQuestion | UrlQuestion | CompletionQuestion | RootsQuestion

export type QuestionKind = Question['kind']

/** Asks a person for a few values. */
export interface FormQuestion<S extends TObject = TObject> {
  readonly kind: 'form'
  readonly message: string
  /** Flat: each field is a text, a number, a boolean, a choice, or a list of choices. Never ask for a secret by it. */
  readonly schema: S
}

/** Sends a person to a page, for what must not pass through the caller, such as a payment or a password. */
export interface UrlQuestion {
  readonly kind: 'url'
  readonly message: string
  readonly url: string
}

export interface CompletionMessage {
  readonly role: 'user' | 'assistant'
  readonly content: TextContent | ImageContent | AudioContent
}

/** Asks the caller's language model for a completion. */
export interface CompletionQuestion {
  readonly kind: 'completion'
  readonly messages: readonly CompletionMessage[]
  readonly maxTokens: number
  readonly systemPrompt?: string
}

/** Asks the caller which folders it works in. */
export interface RootsQuestion {
  readonly kind: 'roots'
}

/** A person may accept, say no, or look away. */
export type FormAnswer<Values> =
  | { readonly action: 'accept'; readonly content: Values }
  | { readonly action: 'decline' | 'cancel' }

export interface UrlAnswer {
  readonly action: 'accept' | 'decline' | 'cancel'
}

export interface CompletionAnswer {
  readonly role: 'user' | 'assistant'
  readonly content: CompletionMessage['content']
  readonly model: string
  readonly stopReason?: string
}

export interface RootsAnswer {
  readonly roots: ReadonlyArray<{ readonly uri: string; readonly name?: string }>
}

export type AnswerTo<Q extends Question> =
  Q extends FormQuestion<infer S>
    ? FormAnswer<Static<S>>
    : Q extends UrlQuestion
      ? UrlAnswer
      : Q extends CompletionQuestion
        ? CompletionAnswer
        : RootsAnswer

export type Questions = Readonly<Record<string, Question>>

export type AnswersTo<Q extends Questions> = { readonly [Name in keyof Q]: AnswerTo<Q[Name]> }

/** What an operation or a prompt may ask with. */
export interface Asking {
  /**
   * The answers to named questions, once all of them are there. Until then it rejects with the problem `input_required`,
   * which ends the run: the call is made again from its beginning, with the answers. So ask before anything is done, and
   * let the same input ask the same questions under the same names; later questions may follow from earlier answers.
   */
  ask<Q extends Questions>(questions: Q): Promise<AnswersTo<Q>>
  /** Whether the caller can answer questions of this kind. To ask all the same ends the call as `input_required`. */
  canAsk(kind: QuestionKind): boolean
}

/** Makes the questions of `context.ask`. */
export const question = {
  form: <S extends TObject>({ message, schema }: Omit<FormQuestion<S>, 'kind'>): FormQuestion<S> => ({
    kind: 'form',
    message,
    schema: formSchema(schema),
  }),
  url: ({ message, url }: Omit<UrlQuestion, 'kind'>): UrlQuestion => ({ kind: 'url', message, url }),
  completion: (asked: Omit<CompletionQuestion, 'kind'>): CompletionQuestion => ({
    ...asked,
    kind: 'completion',
  }),
  roots: (): RootsQuestion => ({ kind: 'roots' }),
} as const
