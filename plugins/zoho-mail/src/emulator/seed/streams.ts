import type { Fields, State } from '../state.ts'

const owner = { id: 848632206, name: 'Mara Fern' }

const task = (fields: Fields): Fields => ({
  description: '',
  status: 'In Progress',
  statusValue: 2,
  priority: 'Medium',
  createdAt: '2026-11-16T09:00:00+01:00',
  modifiedAt: '2026-11-16T09:00:00+01:00',
  dueDate: '',
  owner,
  assignee: owner,
  assigneeList: [owner],
  subtasks: [],
  tags: [],
  attachments: [],
  namespaceId: '848632206',
  ...fields,
})

/** Tasks, notes and bookmarks of the person, with their groups. */
export const seededStreams = (): Pick<State, 'tasks' | 'notes' | 'books' | 'bookmarks' | 'collections'> => ({
  tasks: [
    task({
      id: '1781100000000110001',
      title: 'Order shelves',
      description: 'Twelve of them',
      priority: 'High',
      dueDate: '24/11/2026',
    }),
    task({ id: '1781100000000110003', title: 'Answer Ida' }),
    task({ id: '1781100000000110005', title: 'Count the stock', status: 'Completed', statusValue: 3 }),
    task({ id: '1781100000000110007', title: 'Plan the stand', group: '1781100000000190001' }),
  ],
  books: [{ bookId: '1781100000000120001', bookName: 'Shop' }],
  notes: [
    {
      entityId: '1781100000000130001',
      title: 'Opening hours',
      content: '<p>Mon–Fri 9–18</p>',
      summary: 'Mon–Fri 9–18',
      bookId: '1781100000000120001',
      bookName: 'Shop',
      color: '-1',
      colorHex: '#FFFFFF',
      isFavorite: false,
      createdTime: '1763280000000',
      modifiedTime: '1763283600000',
      ownerZuid: '848632206',
      namespaceId: '848632206',
    },
  ],
  collections: [{ collectionId: '1781100000000140001', collectionName: 'Suppliers' }],
  bookmarks: [
    {
      entityId: '1781100000000150001',
      link: 'https://paper.example/catalogue',
      title: 'Paper catalogue',
      summary: 'Prices of 2026',
      collectionId: '1781100000000140001',
      isFavorite: false,
      createdTime: '1763280000000',
      modifiedTime: '1763280000000',
      ownerZuid: '848632206',
      namespaceId: '848632206',
    },
  ],
})
