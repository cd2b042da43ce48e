/** One piece of what a reader is shown, in the words of the Model Context Protocol. */
export type Content = TextContent | ImageContent | AudioContent | EmbeddedResource | ResourceLink

export interface TextContent {
  readonly type: 'text'
  readonly text: string
}

export interface ImageContent {
  readonly type: 'image'
  /** Base64. */
  readonly data: string
  /** Such as `image/png`. */
  readonly mimeType: string
}

export interface AudioContent {
  readonly type: 'audio'
  /** Base64. */
  readonly data: string
  /** Such as `audio/wav`. */
  readonly mimeType: string
}

/** A document that comes along. */
export interface EmbeddedResource {
  readonly type: 'resource'
  readonly resource: TextDocument | BinaryDocument
}

export interface TextDocument {
  readonly uri: string
  readonly mimeType?: string
  readonly text: string
}

export interface BinaryDocument {
  readonly uri: string
  readonly mimeType?: string
  /** Base64. */
  readonly blob: string
}

/** A document that the reader may fetch. */
export interface ResourceLink {
  readonly type: 'resource_link'
  readonly uri: string
  readonly name: string
  readonly title?: string
  readonly description?: string
  readonly mimeType?: string
}
