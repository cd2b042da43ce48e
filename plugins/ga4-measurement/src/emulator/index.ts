import { defineEmulator, type EmulatorAnswer } from '@patchbay/contract/emulator'
import { checkBody } from './check-body.ts'

/** What the stream has received, although Google would never show it here. */
interface State {
  readonly received: unknown[]
}

const secret = 'emulated-api-secret'

const parse = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** Takes everything, as Google does, and counts what is right. It refuses no secret, so it has no failure for that. */
export default defineEmulator<State>({
  title: 'Google Analytics 4 Measurement Protocol',
  connection: {
    config: { measurementId: 'G-EMULATED1', allowSending: true },
    auth: 'secret',
    credentials: { apiSecret: secret },
  },
  seed: () => ({ received: [] }),
  answer({ method, path, query, body }, state): EmulatorAnswer {
    const given = parse(body)
    const isApp = query.has('firebase_app_id')
    switch (`${method} ${path}`) {
      case 'POST /debug/mp/collect':
        return {
          status: 200,
          body: {
            validationMessages:
              given === undefined
                ? [
                    {
                      fieldPath: '',
                      description: 'Unable to parse the payload.',
                      validationCode: 'VALUE_INVALID',
                    },
                  ]
                : checkBody(given, isApp),
          },
        }
      case 'POST /mp/collect':
        if (query.get('api_secret') === secret && given !== undefined && checkBody(given, isApp).length === 0)
          state.received.push(given)
        return { status: 204 }
      default:
        return {
          status: 404,
          headers: { 'content-type': 'text/html' },
          body: '<title>Error 404 (Not Found)!!1</title>',
        }
    }
  },
  failures: {
    unavailable: { status: 503, headers: { 'content-type': 'text/html' }, body: '<title>Error 503</title>' },
  },
})
