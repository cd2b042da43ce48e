import type { Workspace } from './workspace.ts'
import { connectorLayout } from './rules/connector-layout.ts'
import { environmentVariables } from './rules/environment-variables.ts'
import { fileLength } from './rules/file-length.ts'
import { manifestShape } from './rules/manifest-shape.ts'
import { noDisabledTests } from './rules/no-disabled-tests.ts'
import { noRepeatedConfiguration } from './rules/no-repeated-configuration.ts'
import { solutionReferences } from './rules/solution-references.ts'

/** The house rules. Each says, in sentences, where the workspace breaks it. */
export const rules: Readonly<Record<string, (workspace: Workspace) => string[]>> = {
  connectorLayout,
  environmentVariables,
  fileLength,
  manifestShape,
  noDisabledTests,
  noRepeatedConfiguration,
  solutionReferences,
}
