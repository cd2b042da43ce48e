export const jsonMediaType = 'application/json; charset=utf-8'

/** One JSON value a line. */
export const streamMediaType = 'application/x-ndjson'

/** Server-sent events, for what passes nothing else on at once. */
export const eventMediaType = 'text/event-stream'

/** RFC 9457 */
export const problemMediaType = 'application/problem+json; charset=utf-8'
