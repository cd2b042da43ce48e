import { Problem } from '@patchbay/contract'
import type { FastifyInstance } from 'fastify'
import { schemaCompiler } from '../calls/schema-compiler.ts'
import type {
  ActiveKey,
  KeyStatus,
  RotationStatus,
  VaultKeeper,
  VaultStatus,
} from '../vault/rotation/vault-keeper.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'

const count = (description: string) => ({ type: 'integer', description })
const moment = (description: string) => ({ type: ['string', 'null'], format: 'date-time', description })

const keySchema = {
  type: 'object',
  required: ['id', 'active', 'inRing', 'secrets', 'activatedAt', 'retiredAt'],
  properties: {
    id: { type: 'string', description: 'As the key ring calls it.' },
    active: { type: 'boolean', description: 'Whether it wraps what is written now.' },
    inRing: { type: 'boolean', description: 'Whether the ring of the instance that answers has it.' },
    secrets: count('How many secrets need it. It may leave the ring when there are none.'),
    activatedAt: moment('Since when it wraps, or has wrapped.'),
    retiredAt: moment('Since when it is out of use for good: it is not taken back.'),
  },
}

const rotationSchema = {
  type: ['object', 'null'],
  description: 'The last rotation that was asked for.',
  required: ['state', 'key', 'startedBy', 'startedAt', 'finishedAt', 'total', 'done', 'left', 'unreadable'],
  properties: {
    state: {
      type: 'string',
      enum: ['running', 'done', 'incomplete'],
      description:
        '`incomplete`: some secrets could not be opened, as the log says; once they are entered anew, ask again.',
    },
    key: { type: 'string', description: 'Id of the key that is to wrap everything.' },
    startedBy: { type: 'string', description: 'Id of the principal who asked for it.' },
    startedAt: { type: 'string', format: 'date-time' },
    finishedAt: moment('Null while it runs.'),
    total: count('Secrets that other keys wrapped when it began.'),
    done: count('Secrets that have been passed on since.'),
    left: count('Secrets that other keys still wrap.'),
    unreadable: count('Of these, secrets that could not be opened.'),
  },
}

const vaultSchema = {
  type: 'object',
  required: ['keys', 'rotation'],
  properties: { keys: { type: 'array', items: keySchema }, rotation: rotationSchema },
}

const text = (time: Date | undefined): string | null => time?.toISOString() ?? null

const describeKey = ({ id, isActive, isInRing, secrets, activatedAt, retiredAt }: KeyStatus) => ({
  id,
  active: isActive,
  inRing: isInRing,
  secrets,
  activatedAt: text(activatedAt),
  retiredAt: text(retiredAt),
})

const describeRotation = (rotation: RotationStatus) => ({
  state: rotation.state,
  key: rotation.keyId,
  startedBy: rotation.startedBy,
  startedAt: text(rotation.startedAt),
  finishedAt: text(rotation.finishedAt),
  total: rotation.total,
  done: rotation.done,
  left: rotation.left,
  unreadable: rotation.unreadable,
})

/** What a rotation changes at once; the rest of it takes its time. */
const describeActive = ({ id }: ActiveKey) => ({ id, active: true })

const describe = ({ keys, rotation }: VaultStatus) => ({
  keys: keys.map(describeKey),
  rotation: rotation === undefined ? null : describeRotation(rotation),
})

/** The keys of the vault, for operators. */
export async function vaultRoutes(app: FastifyInstance, { keeper }: { keeper: VaultKeeper }): Promise<void> {
  const checkNothing = schemaCompiler.strict({ type: 'object', additionalProperties: false })
  const { 200: answer, ...problems } = managementAnswer(
    'The keys and the rotation as they are now.',
    vaultSchema,
  )

  app.get(
    '/v1/vault',
    {
      config: { access: 'vault.rotate' },
      schema: {
        operationId: 'vault_read',
        tags: ['Operations'],
        summary: 'Show the keys of the vault',
        description:
          'Which keys wrap how many secrets, and how far the last rotation is. No key is ever shown.',
        response: { 200: answer, ...problems },
      },
    },
    async (request) => ({ data: describe(await keeper.status()), meta: { requestId: request.id } }),
  )

  app.post(
    '/v1/vault/rotation',
    {
      config: {
        access: 'vault.rotate',
        audit: { action: 'vault.rotate', target: () => 'key-ring' },
      },
      schema: {
        operationId: 'vault_rotate',
        tags: ['Operations'],
        summary: 'Rotate the keys of the vault',
        description:
          'Makes the first key of the ring the one that wraps, and passes every secret on to it in the background, while everything goes on. Each instance must have the key in its ring before; a ring in a file is read again. Asking while a rotation runs, or where nothing is left to do, is no harm.',
        response: { 202: answer, ...problems },
      },
    },
    async (request, reply) => {
      const errors = checkNothing(request.body ?? {})
      if (errors !== undefined) throw new Problem('invalid_input', { errors })
      reply.code(202)
      const status = await keeper.rotate(principalOf(request).id, request.recordChange(describeActive))
      return { data: describe(status), meta: { requestId: request.id } }
    },
  )
}
