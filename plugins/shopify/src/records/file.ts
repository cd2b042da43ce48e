import { Type } from '@patchbay/contract'
import { nullable, NullableText, Timestamp } from '../fields.ts'
import { list } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'

/** A file of the shop: an image, a video, a document. */
export const File = record({
  id: Type.String(),
  type: at('__typename', Type.String({ description: 'Such as MediaImage, Video or GenericFile.' })),
  alt: nullable(Type.String({ description: 'What it shows, in words.' })),
  status: at(
    'fileStatus',
    Type.String({
      description: 'UPLOADED and PROCESSING become READY or FAILED; only READY can be changed.',
    }),
  ),
  errors: at(
    'fileErrors',
    list(record({ code: Type.String(), message: Type.String(), details: NullableText })),
  ),
  previewUrl: at('preview?.image?.url', Type.String({ description: 'A picture of it.' })),
  mimeType: at('<MediaImage|GenericFile>?.mimeType?', Type.String()),
  imageUrl: at('<MediaImage>?.image?.url', Type.String()),
  imageWidth: at('<MediaImage>?.image?.width?', Type.Integer({ description: 'Pixels.' })),
  imageHeight: at('<MediaImage>?.image?.height?', Type.Integer({ description: 'Pixels.' })),
  imageSize: at(
    '<MediaImage>?.originalSource?.fileSize?',
    Type.Integer({ description: 'Bytes, as uploaded.' }),
  ),
  fileUrl: at('<GenericFile>?.url?', Type.String()),
  fileSize: at('<GenericFile>?.originalFileSize?', Type.Integer({ description: 'Bytes.' })),
  filename: at('<Video>?.filename', Type.String()),
  duration: at('<Video>?.duration?', Type.Integer({ description: 'Milliseconds.' })),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})

/** Where to send a file, before files.create or bulk.run_mutation names it. */
export const StagedTarget = record({
  url: nullable(Type.String({ description: 'Where to send it.' })),
  resourceUrl: nullable(Type.String({ description: 'What to name as `originalSource` afterwards.' })),
  parameters: list(record({ name: Type.String(), value: Type.String() }), {
    description:
      'Form fields that go before the file itself. They let whoever has them upload in your name for some hours.',
  }),
})

/** A picture or video of a product. */
export const ProductMedia = record({
  id: Type.String(),
  type: at('mediaContentType', Type.String({ description: 'IMAGE, VIDEO, EXTERNAL_VIDEO or MODEL_3D.' })),
  alt: NullableText,
  status: Type.String({ description: 'UPLOADED and PROCESSING become READY or FAILED.' }),
  previewUrl: at('preview?.image?.url', Type.String()),
})
