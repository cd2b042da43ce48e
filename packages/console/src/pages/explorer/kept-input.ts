const placeOf = (connector: string, operation: string): string => `patchbay-input:${connector}/${operation}`

/** What was entered for an operation in this tab. */
export function keptInput(connector: string, operation: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(placeOf(connector, operation)) ?? '{}') as unknown
  } catch {
    return {}
  }
}

export function keepInput(connector: string, operation: string, input: unknown): void {
  try {
    sessionStorage.setItem(placeOf(connector, operation), JSON.stringify(input ?? {}))
  } catch {
    // The storage is full: the input lasts as long as the page then.
  }
}
