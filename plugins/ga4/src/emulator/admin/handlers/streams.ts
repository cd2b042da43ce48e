import { missing, wrong, textOf, type AdminCall, type Handler, type Resource } from '../call.ts'
import { collectionHandlers, named } from '../collection.ts'
import { setting } from './accounts.ts'

const dataOf = {
  WEB_DATA_STREAM: ['webStreamData', 'defaultUri'],
  ANDROID_APP_DATA_STREAM: ['androidAppStreamData', 'packageName'],
  IOS_APP_DATA_STREAM: ['iosAppStreamData', 'bundleId'],
} as const

function judged(stream: Resource): Resource {
  const type = stream['type'] as keyof typeof dataOf
  const kind = dataOf[type]
  if (kind === undefined) throw wrong('data_stream.type', 'The type is required.')
  const [place, field] = kind
  const data = Object(stream[place]) as Resource
  if (data[field] === undefined)
    throw wrong(
      `data_stream.${place}.${field}`.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      'The field is required.',
    )
  if (type === 'WEB_DATA_STREAM' && textOf(stream['displayName']) === '')
    throw wrong('data_stream.display_name', 'The display name is required.')
  if (type !== 'WEB_DATA_STREAM' || data['measurementId'] !== undefined) return stream
  const id = String(stream['name']).split('/').at(-1) ?? ''
  return { ...stream, [place]: { measurementId: `G-${id.padStart(10, '0')}`, ...data } }
}

/** The web stream that a setting belongs to: apps have none of these. */
function web(call: AdminCall): Resource {
  const stream = named({ ...call, name: call.name.split('/').slice(0, 4).join('/') })
  if (stream['type'] !== 'WEB_DATA_STREAM') throw missing()
  return stream
}

const snippet = (measurementId: string): string =>
  [
    '<!-- Google tag (gtag.js) -->',
    `<script async src="https://www.googletagmanager.com/gtag/js?id=${measurementId}"></script>`,
    '<script>',
    '  window.dataLayer = window.dataLayer || [];',
    '  function gtag(){dataLayer.push(arguments);}',
    "  gtag('js', new Date());",
    '',
    `  gtag('config', '${measurementId}');`,
    '</script>',
    '',
  ].join('\n')

export const streamHandlers: Readonly<Record<string, Handler>> = {
  ...collectionHandlers({
    methods: 'analyticsadmin.properties.dataStreams',
    part: 'dataStreams',
    judged,
    mutable: ['display_name', 'web_stream_data.default_uri'],
    isTimed: true,
  }),
  ...collectionHandlers({
    methods: 'analyticsadmin.properties.dataStreams.measurementProtocolSecrets',
    part: 'measurementProtocolSecrets',
  }),
  'analyticsadmin.properties.dataStreams.getEnhancedMeasurementSettings': (call) => {
    web(call)
    return setting(call)
  },
  'analyticsadmin.properties.dataStreams.getGlobalSiteTag': (call) => {
    const { webStreamData } = web(call)
    return { name: call.name, snippet: snippet(String((webStreamData as Resource)['measurementId'])) }
  },
}
