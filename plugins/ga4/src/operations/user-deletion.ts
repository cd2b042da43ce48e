import { defineOperation, Problem, Type } from '@patchbay/contract'
import { askRecord } from '../admin/ask.ts'
import { text } from '../admin/field.ts'
import { alphaPath, propertyField } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { editing } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const Deletion = record({
  deletionRequestTime: text('All data of the user from before this moment is deleted.'),
})

const names = ['userId', 'clientId', 'appInstanceId', 'userProvidedData'] as const

type Names = { readonly [N in (typeof names)[number]]?: string }

/** The one identifier that a call gives. */
function identifierOf(input: Names): Names {
  const given = names.filter((name) => input[name] !== undefined)
  const [only] = given
  if (only !== undefined && given.length === 1) return { [only]: input[only] }
  throw new Problem('invalid_input', {
    detail: `The call gives ${given.length} identifiers of a user; one is wanted.`,
    advice: `Send one of these: ${names.join(', ')}.`,
    errors:
      given.length === 0
        ? [{ path: '', message: `must have one of ${names.join(', ')}` }]
        : given.slice(1).map((name) => ({ path: `/${name}`, message: `cannot stand beside ${given[0]}` })),
  })
}

export const submit = defineOperation(vendor, {
  title: 'Delete the data of a user',
  description:
    'Has Google delete everything that a property holds of one user, as the GDPR and the like demand. Google takes up to 63 days and does not say when it is done. It cannot be undone. Only for connections that allow it by `allowUserDeletion`.',
  effect: 'destructive',
  stability: 'experimental',
  scopes: editing,
  input: Type.Object({
    ...propertyField,
    userId: Type.Optional(
      Type.String({ minLength: 1, maxLength: 256, description: 'The site’s own id of the user (User-ID).' }),
    ),
    clientId: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 256,
        description: 'Client id of a browser, as its cookie `_ga` has it without the first two parts.',
        examples: ['1234567890.1700000000'],
      }),
    ),
    appInstanceId: Type.Optional(
      Type.String({ minLength: 1, maxLength: 256, description: 'Id of an installation of an app.' }),
    ),
    userProvidedData: Type.Optional(
      Type.String({
        minLength: 3,
        maxLength: 320,
        description:
          'One e-mail address in lower case, or one phone number in the form of E.164, that the site has sent.',
      }),
    ),
  }),
  output: Deletion.output,
  invalidates: [],
  examples: [
    {
      title: 'A browser',
      input: { property: '311111111', clientId: '1234567890.1700000000' },
      output: { deletionRequestTime: '2026-11-22T17:00:00.000Z' },
    },
  ],
  run(context) {
    if (context.config.allowUserDeletion !== true)
      throw new Problem('disabled', {
        detail: 'This connection does not allow data of users to be deleted.',
        advice:
          'Ask an administrator to set `allowUserDeletion` in the configuration of the connection: deletions cannot be undone.',
      })
    const json = identifierOf(context.input)
    return askRecord(
      context,
      { method: 'POST', path: `${alphaPath(context)}:submitUserDeletion`, json },
      Deletion,
    )
  },
})
