import { isObject, listOf, textOf } from '../../json.ts'
import { addRow, mintId, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall } from './call.ts'
import { created, existing, newRow, removed, slug, updated, type Rules } from './conventions.ts'

/** What pages and articles are refused for alike. */
function checkPost(
  type: string,
  { values, wrapper = '', state, time }: MutationCall,
  row: Row | undefined,
): void {
  const { handle, isPublished, publishDate } = values
  const taken = rowsOf(state, type).some((each) => each !== row && each['handle'] === slug(String(handle)))
  if (handle !== undefined && taken)
    throw refuse([wrapper, 'handle'], 'Handle has already been taken', 'TAKEN')
  if (isPublished === true && typeof publishDate === 'string' && Date.parse(publishDate) > Date.parse(time)) {
    const message = 'Can’t set isPublished to true and also set a future publish date.'
    throw refuse([wrapper], message, 'INVALID_PUBLISH_DATE')
  }
}

/** Works out since when visitors see it, and moves visitors of an old address on. */
function finishPost(row: Row, call: MutationCall, before: string | undefined): void {
  const { values, time, state } = call
  const { isPublished, publishDate } = values
  if (typeof publishDate === 'string') {
    Object.assign(row, {
      publishedAt: publishDate,
      isPublished: Date.parse(publishDate) <= Date.parse(time),
    })
  } else if (row['isPublished'] === undefined || isPublished !== undefined) {
    const isShown = isPublished !== false
    Object.assign(row, { isPublished: isShown, publishedAt: isShown ? time : null })
  }
  if (values['redirectNewHandle'] === true && before !== undefined && before !== row['handle']) {
    const path = row.__typename === 'Page' ? '/pages/' : '/blogs/'
    addRow(state, {
      ...newRow(call, 'UrlRedirect'),
      path: path + before,
      target: `${path}${String(row['handle'])}`,
    })
  }
}

const withoutMarkup = (html: unknown): string =>
  (textOf(html) ?? '')
    .replaceAll(/<[^>]*>/g, ' ')
    .trim()
    .slice(0, 150)

const pageRules: Rules = {
  needs: ['title'],
  check: (call, row) => checkPost('Page', call, row),
  finish(row) {
    row['body'] ??= ''
    row['bodySummary'] = withoutMarkup(row['body'])
  },
}

const articleRules: Rules = {
  needs: ['title'],
  check(call, row) {
    checkPost('Article', call, row)
    const { values, state, wrapper = '' } = call
    const blog = values['blogId']
    if (blog === undefined ? row === undefined : state.byId.get(textOf(blog) ?? '')?.__typename !== 'Blog') {
      throw refuse([wrapper], 'Must reference an existing blog.', 'NOT_FOUND')
    }
    const { image } = values
    if (isObject(image) && image['url'] === undefined && !isObject(row?.['image'])) {
      const message = 'Cannot update image alt text without an existing image or providing a new image URL'
      throw refuse([wrapper, 'image'], message, 'INVALID')
    }
  },
  finish(row) {
    row['body'] ??= ''
    row['tags'] ??= []
  },
}

/** Rules with what follows of publishing, which needs the handle as it was. */
const posted =
  (make: (rules: Rules) => Mutation, rules: Rules): Mutation =>
  (call) => {
    const id = textOf(call.args['id'])
    const before = id === undefined ? undefined : textOf(call.state.byId.get(id)?.['handle'])
    return make({
      ...rules,
      finish(row, each) {
        rules.finish?.(row, each)
        finishPost(row, each, before)
      },
    })(call)
  }

function itemsOf(call: MutationCall, given: unknown): Row[] {
  return listOf(given)
    .filter(isObject)
    .map((item): Row => ({
      __typename: 'MenuItem',
      tags: [],
      url: null,
      resourceId: null,
      ...item,
      id: textOf(item['id']) ?? mintId(call.state, 'MenuItem'),
      items: itemsOf(call, item['items']),
    }))
}

const redirectRules: Rules = {
  check({ values, wrapper = '', state }, row) {
    const taken = rowsOf(state, 'UrlRedirect').some((each) => each !== row && each['path'] === values['path'])
    if (taken) throw refuse([wrapper, 'path'], 'Path has already been taken', 'TAKEN')
  },
}

export const contentMutations = {
  pageCreate: posted(created, pageRules),
  pageUpdate: posted(updated, pageRules),
  pageDelete: removed('Page'),
  blogCreate: created({
    needs: ['title'],
    finish: (row) => Object.assign(row, { commentPolicy: row['commentPolicy'] ?? 'CLOSED', tags: [] }),
  }),
  articleCreate: posted(created, articleRules),
  articleUpdate: posted(updated, articleRules),
  articleDelete: removed('Article'),
  menuUpdate(call) {
    const menu = existing(call, 'Menu')
    const { title, handle, items } = call.args
    if (menu['isDefault'] === true && handle !== undefined && handle !== menu['handle']) {
      throw refuse(['handle'], "The handle of a default menu can't be changed")
    }
    Object.assign(menu, {
      title,
      handle: handle ?? menu['handle'],
      items: itemsOf(call, items),
      updatedAt: call.time,
    })
    return { menu }
  },
  urlRedirectCreate: created({ ...redirectRules, needs: ['path', 'target'] }),
  urlRedirectUpdate: updated(redirectRules),
  urlRedirectDelete: removed('UrlRedirect'),
} satisfies Record<string, Mutation>
