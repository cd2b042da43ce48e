import { Problem } from '@patchbay/contract'
import type { ConnectorHost, HostServices } from '../../src/connectors/connector-host.ts'

/** What crosses a process boundary: a problem as its data, anything else as a structured clone. */
const acrossError = (error: unknown): unknown =>
  Problem.is(error) ? Problem.deserialize(structuredClone(error.serialize())) : structuredClone(error)

async function acrossPromise<T>(work: Promise<T>): Promise<T> {
  try {
    return structuredClone(await work)
  } catch (error) {
    throw acrossError(error)
  }
}

/** The host as it is on the far side of a process: slower, and only plain data gets through. */
export function remote(host: ConnectorHost): ConnectorHost {
  const far = async <T>(answer: () => T | Promise<T>): Promise<T> => {
    await new Promise((resolve) => setImmediate(resolve))
    return structuredClone(await answer())
  }
  const servicesOf = (services: HostServices): HostServices => ({
    request: (request) => acrossPromise(services.request(structuredClone(request))),
    limits: (about) => acrossPromise(services.limits(structuredClone(about))),
    report: (event) => services.report(structuredClone(event)),
    log: (level, fields, message) => services.log(level, structuredClone(fields), message),
    progress: (progress) => services.progress(structuredClone(progress)),
    get signal() {
      return services.signal
    },
  })
  return {
    description: structuredClone(host.description),
    origins: (config) => far(() => host.origins(structuredClone(config))),
    cost: (operation, input, config) =>
      far(() => host.cost(operation, structuredClone(input), structuredClone(config))),
    classify: (answer, request) =>
      far(() => host.classify(structuredClone(answer), structuredClone(request))),
    learn: (answer, request) => far(() => host.learn(structuredClone(answer), structuredClone(request))),
    call: (call, services) => acrossPromise(host.call(structuredClone(call), servicesOf(services))),
    async *stream(call, services) {
      const parts = host.stream(structuredClone(call), servicesOf(services))[Symbol.asyncIterator]()
      for (;;) {
        const step = await acrossPromise(parts.next())
        if (step.done === true) return
        yield step.value
      }
    },
    present: (operation, output, input) =>
      far(() => host.present(operation, structuredClone(output), structuredClone(input))),
    prompt: (prompt) => acrossPromise(host.prompt(structuredClone(prompt))),
    close: () => host.close(),
  }
}
