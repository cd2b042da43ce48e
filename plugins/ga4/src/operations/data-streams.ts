import { defineOperation, Type } from '@patchbay/contract'
import { askRecord, listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { flag, text } from '../admin/field.ts'
import { alphaPath, betaPath, propertyField, thingId } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { DataStream, exampleStream } from '../admin/stream-record.ts'
import { vendor } from '../vendor.ts'

const DataStreams = listed('dataStreams', DataStream)

export const list = defineOperation(vendor, {
  title: 'List data streams',
  description:
    'The websites and apps that send data to a property, with their measurement ids, a page at a time.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...propertyField, ...pageFields }),
  output: DataStreams.output,
  cache: settingsCache,
  examples: [
    {
      title: 'The first one',
      input: { property: '311111111', pageSize: 1 },
      output: { items: [exampleStream] },
    },
  ],
  run: (context) => DataStreams.ask(context, { path: betaPath(context, 'dataStreams') }),
})

const stream = { ...propertyField, id: thingId('Id of the stream, as data-streams.list gives it.') }
const input = { property: '311111111', id: '5000000001' }

export const get = defineOperation(vendor, {
  title: 'Get a data stream',
  description: 'One website or app that sends data to a property.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(stream),
  output: DataStream.output,
  cache: settingsCache,
  examples: [{ title: 'A website', input, output: exampleStream }],
  run: (context) =>
    askRecord(context, { path: betaPath(context, 'dataStreams', context.input.id) }, DataStream),
})

const EnhancedMeasurement = record({
  streamEnabled: flag('Whether the other settings have an effect.'),
  scrollsEnabled: flag('An event when a visitor has scrolled to the end of a page.'),
  outboundClicksEnabled: flag('An event for each click that leads to another domain.'),
  siteSearchEnabled: flag('An event for each search on the site.'),
  videoEngagementEnabled: flag('Events of embedded videos: start, progress and end.'),
  fileDownloadsEnabled: flag('An event for each click on a file such as a document or video.'),
  pageChangesEnabled: flag('A page view when the site changes the history of the browser.'),
  formInteractionsEnabled: flag('Events of forms.'),
  searchQueryParameter: text('Names in the query that hold what was searched for, with commas.'),
  uriQueryParameter: text('More names in the query that are kept, with commas.'),
})

export const enhancedMeasurement = defineOperation(vendor, {
  title: 'Get enhanced measurement settings',
  description:
    'What a web stream measures by itself beside page views: scrolls, outbound clicks, site search, videos, downloads and forms. Use it to find out why such events are missing.',
  effect: 'read',
  stability: 'experimental',
  scopes: reading,
  input: Type.Object(stream),
  output: EnhancedMeasurement.output,
  cache: settingsCache,
  examples: [
    {
      title: 'Of a website',
      input,
      output: {
        streamEnabled: true,
        scrollsEnabled: true,
        outboundClicksEnabled: true,
        siteSearchEnabled: true,
        videoEngagementEnabled: false,
        fileDownloadsEnabled: true,
        pageChangesEnabled: true,
        formInteractionsEnabled: false,
        searchQueryParameter: 'q,s,search,query,keyword',
        uriQueryParameter: '',
      },
    },
  ],
  run: (context) =>
    askRecord(
      context,
      { path: alphaPath(context, 'dataStreams', context.input.id, 'enhancedMeasurementSettings') },
      EnhancedMeasurement,
    ),
})

const GlobalSiteTag = record({
  snippet: text('HTML with scripts, to be pasted as the first thing into the head of every page.'),
})

export const globalSiteTag = defineOperation(vendor, {
  title: 'Get the site tag',
  description: 'The snippet that makes the pages of a website send data to a web stream.',
  effect: 'read',
  stability: 'experimental',
  scopes: reading,
  input: Type.Object(stream),
  output: GlobalSiteTag.output,
  cache: settingsCache,
  examples: [
    {
      title: 'Of a website',
      input,
      output: {
        snippet: [
          '<!-- Google tag (gtag.js) -->',
          '<script async src="https://www.googletagmanager.com/gtag/js?id=G-FERNHILL01"></script>',
          '<script>',
          '  window.dataLayer = window.dataLayer || [];',
          '  function gtag(){dataLayer.push(arguments);}',
          "  gtag('js', new Date());",
          '',
          "  gtag('config', 'G-FERNHILL01');",
          '</script>',
          '',
        ].join('\n'),
      },
    },
  ],
  run: (context) =>
    askRecord(
      context,
      { path: alphaPath(context, 'dataStreams', context.input.id, 'globalSiteTag') },
      GlobalSiteTag,
    ),
})
