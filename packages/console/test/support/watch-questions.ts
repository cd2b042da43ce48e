import type { Page } from 'playwright-core'

export interface Question<T> {
  /** Milliseconds since 1970. */
  readonly askedAt: number
  readonly data: T
}

/** What a page asks under this path of the server, and what it is told, as it goes on. */
export function watchQuestions<T>(page: Page, path: string): ReadonlyArray<Question<T>> {
  const questions: Array<Question<T>> = []
  page.on('requestfinished', async (request) => {
    if (new URL(request.url()).pathname !== path) return
    const answer = await request.response()
    if (answer?.ok() !== true) return
    const { data } = (await answer.json()) as { data: T }
    questions.push({ askedAt: request.timing().startTime, data })
  })
  return questions
}
