import { protocolProblem } from '../protocol/protocol-problem.ts'
import type { ResourceFiles } from '../resources/serve-resources.ts'
import type { ReadResult } from './read-result.ts'
import { readResultUri, resultTemplate } from './result-uri.ts'

const mimeType = 'application/json'

/** Long answers as resources, for whoever has a link to one: no list shows them. */
export const resultResources = (readResult: ReadResult): ResourceFiles => ({
  list: async () => [],
  templates: async () => [
    {
      uriTemplate: resultTemplate,
      name: 'whole-answer',
      title: 'The whole of a long answer',
      description:
        'The part of a long answer that begins at `from`, whose `next` is where the next one does.',
      mimeType,
    },
  ],
  complete: async (_principal, template) => (template === resultTemplate ? [] : undefined),
  async read(principal, uri) {
    const wanted = readResultUri(uri)
    if (wanted === undefined) return undefined
    try {
      const page = await readResult(principal, wanted.handle, wanted.from)
      return page && { uri, mimeType, text: JSON.stringify(page) }
    } catch (error) {
      throw protocolProblem(error)
    }
  },
})
