import { openOAuth } from '../oauth.ts'
import type { Profile } from '../profile.ts'
import type { State } from '../state.ts'
import { openThrottle } from '../throttle.ts'
import { seededFolders, seededLabels } from './folders.ts'
import { seededMessages } from './messages.ts'
import { seededOrganization } from './organization.ts'
import { seededStreams } from './streams.ts'

export const seededAccountId = '4845214000000008002'

/** One mailbox, as everything begins. */
export const seed = (profile: Profile): State => ({
  profile,
  oauth: openOAuth(),
  throttle: openThrottle(),
  account: {
    accountId: seededAccountId,
    zuid: '848632206',
    zoid: profile.isPersonal ? '-1' : '60021435512',
    address: 'mara@fernhill.example',
    aliases: ['sales@fernhill.example'],
    displayName: 'Mara Fern',
    replyTo: '',
    vacation: undefined,
    forward: { address: 'archive@fernhill.example', isVerified: false, isOn: false, deletesCopy: false },
  },
  folders: seededFolders(),
  labels: seededLabels(),
  messages: seededMessages(),
  uploads: new Map(),
  signatures: [
    {
      id: '4845214000000009201',
      name: 'Shop',
      content: '<div>Mara Fern, Fernhill</div>',
      position: 0,
      signatureType: 'USER_SIGNATURE',
    },
  ],
  ...seededStreams(),
  ...seededOrganization(),
  count: 0,
})
