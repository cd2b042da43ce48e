import { DIRECTORY_MIME_TYPE, skillEntry, type Skill } from '@modelcontextprotocol/server/ext/skills'
import { skillFilesOf, type SkillSubject } from './skill-text.ts'

/** A child of a folder, as `resources/directory/read` lists it. */
export interface SkillResource {
  readonly uri: string
  readonly name: string
  readonly mimeType: string
  /** Bytes; only files have it. */
  readonly size?: number
}

/** The skill of one connector (SEP-2640): its entry with digests, its files, and what its folders hold. */
export interface ConnectorSkill {
  /** Of its SKILL.md. */
  readonly uri: string
  readonly entry: Skill
  /** Texts by URI. */
  readonly files: ReadonlyMap<string, string>
  /** Direct children by the URI of a folder, without a slash at its end. */
  readonly folders: ReadonlyMap<string, readonly SkillResource[]>
}

export const markdown = 'text/markdown'

export async function connectorSkill(subject: SkillSubject): Promise<ConnectorSkill> {
  const texts = skillFilesOf(subject)
  const entry = await skillEntry(subject.name, texts)
  const root = `skill://${subject.name}`
  const files = new Map<string, string>()
  const folders = new Map<string, Map<string, SkillResource>>()
  for (const [path, text] of Object.entries(texts)) {
    const segments = path.split('/')
    segments.forEach((name, depth) => {
      const folder = [root, ...segments.slice(0, depth)].join('/')
      const uri = `${folder}/${name}`
      const isFile = depth === segments.length - 1
      const children = folders.get(folder) ?? new Map<string, SkillResource>()
      folders.set(folder, children)
      const file = { uri, name, mimeType: markdown, size: Buffer.byteLength(text) }
      children.set(uri, isFile ? file : { uri, name, mimeType: DIRECTORY_MIME_TYPE })
      if (isFile) files.set(uri, text)
    })
  }
  return {
    uri: entry.uri,
    entry,
    files,
    folders: new Map([...folders].map(([uri, children]) => [uri, [...children.values()]])),
  }
}
