import { redPoint, silence } from './media.ts'
import { shown } from './shown.ts'

export const simpleText = shown('Simple text', 'Shows a text.', [
  { type: 'text', text: 'This is a simple text response for testing.' },
])

export const imageContent = shown('Image', 'Shows a picture.', [
  { type: 'image', data: redPoint, mimeType: 'image/png' },
])

export const audioContent = shown('Audio', 'Plays a sound.', [
  { type: 'audio', data: silence, mimeType: 'audio/wav' },
])

export const embeddedResource = shown('Embedded resource', 'Brings a document along.', [
  {
    type: 'resource',
    resource: {
      uri: 'test://embedded-resource',
      mimeType: 'text/plain',
      text: 'This is an embedded resource content.',
    },
  },
])

export const multipleContentTypes = shown(
  'Multiple content types',
  'Shows a text, a picture and a document.',
  [
    { type: 'text', text: 'Multiple content types test:' },
    { type: 'image', data: redPoint, mimeType: 'image/png' },
    {
      type: 'resource',
      resource: {
        uri: 'test://mixed-content-resource',
        mimeType: 'application/json',
        text: '{"test":"data","value":123}',
      },
    },
  ],
)

export const staticText = shown('Static text', 'Reads the text.', [
  { type: 'text', text: 'This is the content of the static text resource.' },
])

export const staticBinary = shown('Static binary', 'Reads the bytes.', [
  { type: 'image', data: redPoint, mimeType: 'image/png' },
])

export const watched = shown('Watched', 'Reads what is watched.', [{ type: 'text', text: 'Watched.' }])
