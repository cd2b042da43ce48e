// The workspace runs its packages from source under this condition; installed ones have it switched off.
const sourceCondition = '@patchbay/source'

/** The conditions that packages of ours are to be resolved under, as this process itself does. */
export const sourceConditions: readonly string[] = process.execArgv.some((argument) =>
  argument.includes(sourceCondition),
)
  ? [sourceCondition]
  : []
