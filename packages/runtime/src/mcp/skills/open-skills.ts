import type { Skill } from '@modelcontextprotocol/server/ext/skills'
import type { Principal } from '../../access/principal.ts'
import type { LoadedConnector } from '../../connectors/loaded-connector.ts'
import type { Registry } from '../../connectors/registry.ts'
import type { ToolCatalog } from '../tools/catalog.ts'
import type { ToolSets } from '../tools/tool-sets.ts'
import { connectorSkill, markdown, type ConnectorSkill, type SkillResource } from './connector-skill.ts'

/** A file of a skill, as `resources/read` gives it. */
export interface SkillFile {
  readonly uri: string
  readonly mimeType: string
  readonly text: string
}

/** One skill for each connector, made from its reference. A principal has those of which it is offered a tool. */
export interface Skills {
  /** Sorted by URI. */
  list(principal: Principal): Promise<readonly Skill[]>
  /** That with this SKILL.md. */
  get(principal: Principal, uri: string): Promise<Skill | undefined>
  /** Undefined where there is no such file, or none for this principal. */
  read(principal: Principal, uri: string): Promise<SkillFile | undefined>
  /** What a folder holds; undefined where that is none. */
  children(principal: Principal, uri: string): Promise<readonly SkillResource[] | undefined>
}

export interface SkillsParts {
  readonly registry: Pick<Registry, 'find'>
  readonly catalog: Pick<ToolCatalog, 'of'>
  readonly sets: Pick<ToolSets, 'of'>
}

export function openSkills({ registry, catalog, sets }: SkillsParts): Skills {
  // Made when they are first asked for: most clients know nothing of skills.
  const made = new Map<LoadedConnector, Promise<ConnectorSkill>>()
  const skillOf = (connector: LoadedConnector): Promise<ConnectorSkill> => {
    let skill = made.get(connector)
    if (skill === undefined) {
      const { id } = connector.host.description
      const name = registry.find(id) === connector ? id : `${id}-v${connector.major}`
      skill = connectorSkill({ connector, name, tools: catalog.of(connector) })
      made.set(connector, skill)
    }
    return skill
  }
  const seenBy = async (principal: Principal): Promise<ConnectorSkill[]> => {
    const { tools } = await sets.of(principal)
    const connectors = new Set(tools.map(({ tool }) => tool.operation.connector))
    const skills = await Promise.all([...connectors].map(skillOf))
    return skills.sort((one, other) => (one.uri < other.uri ? -1 : 1))
  }

  return {
    list: async (principal) => (await seenBy(principal)).map(({ entry }) => entry),
    get: async (principal, uri) => (await seenBy(principal)).find((skill) => skill.uri === uri)?.entry,
    async read(principal, uri) {
      const text = (await seenBy(principal))
        .map(({ files }) => files.get(uri))
        .find((one) => one !== undefined)
      return text === undefined ? undefined : { uri, mimeType: markdown, text }
    },
    async children(principal, uri) {
      const folder = uri.replace(/\/+$/, '')
      return (await seenBy(principal))
        .map(({ folders }) => folders.get(folder))
        .find((children) => children !== undefined)
    },
  }
}
