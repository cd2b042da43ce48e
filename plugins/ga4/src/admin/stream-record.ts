import { id, moment, optionalText, text } from './field.ts'
import { nested, record } from './record.ts'

/** A data stream as operations show it. */
export const DataStream = record({
  id: id('Id of the stream within its property.'),
  type: text('WEB_DATA_STREAM, ANDROID_APP_DATA_STREAM or IOS_APP_DATA_STREAM.'),
  displayName: text('Its name.'),
  webStreamData: nested(
    record({
      measurementId: text('What tags on the site send to, such as `G-ABC1234567`.'),
      defaultUri: text('Address of the site.'),
      firebaseAppId: optionalText('Id of its app in Firebase, if there is one.'),
    }),
    'Of a website; null otherwise.',
  ),
  androidAppStreamData: nested(
    record({
      packageName: text('Name of the package.'),
      firebaseAppId: optionalText('Id of its app in Firebase, if there is one.'),
    }),
    'Of an Android app; null otherwise.',
  ),
  iosAppStreamData: nested(
    record({
      bundleId: text('Bundle id in the App Store.'),
      firebaseAppId: optionalText('Id of its app in Firebase, if there is one.'),
    }),
    'Of an iOS app; null otherwise.',
  ),
  createTime: moment('When it was made.'),
  updateTime: moment('When it was last changed.'),
})

/** The stream of the examples. */
export const exampleStream = {
  id: '5000000001',
  type: 'WEB_DATA_STREAM',
  displayName: 'Fernhill Garden website',
  webStreamData: {
    measurementId: 'G-FERNHILL01',
    defaultUri: 'https://www.fernhill.example',
    firebaseAppId: null,
  },
  androidAppStreamData: null,
  iosAppStreamData: null,
  createTime: '2021-03-04T10:05:00.000Z',
  updateTime: '2021-03-04T10:05:00.000Z',
} as const
