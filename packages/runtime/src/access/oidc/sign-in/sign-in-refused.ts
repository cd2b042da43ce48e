/** Why nobody was signed in, as the address of the console says it. */
export type SignInProblem =
  | 'unknown-issuer'
  /** Where it was to lead is not in the console. */
  | 'wrong-return'
  /** This browser did not begin it, or keeps no cookies. */
  | 'other-browser'
  | 'too-late'
  | 'already-used'
  /** The issuer, or the person there, said no. */
  | 'denied'
  | 'not-from-issuer'
  | 'code-refused'
  /** The issuer knows the person, who has no role or no tenant here. */
  | 'not-permitted'
  | 'suspended'
  /** The issuer cannot be reached, or is not as the standard says. */
  | 'unavailable'
  | 'too-many-attempts'

/** A sign-in at an issuer of which nothing came. The words are for the log. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
  readonly problem: SignInProblem

  constructor(problem: SignInProblem, words: string, cause?: unknown) {
    super(words, { cause })
    this.problem = problem
  }
}
