import { definePrompt, Type, type Content, type PromptMessage } from '@patchbay/contract'
import { redPoint } from './media.ts'
import { form } from './questions.ts'

const says = (content: Content): PromptMessage => ({ role: 'user', content })
const text = (said: string): PromptMessage => says({ type: 'text', text: said })

const simple = definePrompt({
  title: 'Simple',
  description: 'A simple prompt.',
  messages: () => [text('This is a simple prompt for testing.')],
})

const withArguments = definePrompt({
  title: 'With arguments',
  description: 'A prompt with arguments.',
  arguments: Type.Object({
    arg1: Type.String({ description: 'First test argument' }),
    arg2: Type.String({ description: 'Second test argument' }),
  }),
  completions: { arg1: ['paris', 'park', 'party', 'testing'] },
  messages: ({ arg1, arg2 }) => [text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
})

const withEmbeddedResource = definePrompt({
  title: 'With an embedded resource',
  description: 'A prompt that brings a document along.',
  arguments: Type.Object({ resourceUri: Type.String({ description: 'URI of the resource to embed' }) }),
  messages: ({ resourceUri }) => [
    says({
      type: 'resource',
      resource: { uri: resourceUri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' },
    }),
    text('Please process the embedded resource above.'),
  ],
})

const withImage = definePrompt({
  title: 'With an image',
  description: 'A prompt with a picture.',
  messages: () => [
    says({ type: 'image', data: redPoint, mimeType: 'image/png' }),
    text('Please analyze the image above.'),
  ],
})

const inputRequired = definePrompt({
  title: 'Input required',
  description: 'A prompt that asks first.',
  async messages(_values, { ask }) {
    const { user_context: answer } = await ask({
      user_context: form('What context should the prompt use?', Type.Object({ context: Type.String() })),
    })
    return [text(answer.action === 'accept' ? answer.content.context : `No context: ${answer.action}`)]
  },
})

export const prompts = {
  'simple-prompt': simple,
  'prompt-with-arguments': withArguments,
  'prompt-with-embedded-resource': withEmbeddedResource,
  'prompt-with-image': withImage,
  'input-required-result-prompt': inputRequired,
}
