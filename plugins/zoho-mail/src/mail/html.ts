import { convert } from 'html-to-text'
import sanitizeHtml from 'sanitize-html'

const hidden = 'x-hidden'

/** Styles with which a sender hides words from a person, but not from a program that reads the mail. */
const hiding =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all/i

/** What nobody sees becomes an element whose text is left out with it. */
const transformTags: sanitizeHtml.IOptions['transformTags'] = {
  '*': (tagName, attribs) =>
    hiding.test(attribs['style'] ?? '') || 'hidden' in attribs
      ? { tagName: hidden, attribs: {} }
      : { tagName, attribs },
  a: (tagName, { href = '', title = '', style = '' }) =>
    hiding.test(style)
      ? { tagName: hidden, attribs: {} }
      : {
          tagName,
          attribs: { href, ...(title === '' ? {} : { title }), rel: 'noopener noreferrer nofollow' },
        },
}

const nonTextTags = ['script', 'style', 'textarea', 'option', 'noscript', 'title', hidden]

const allowedTags = sanitizeHtml.defaults.allowedTags

/** HTML without whatever runs, loads, hides or sends: no scripts, styles, forms, frames, handlers. */
export function sanitised(html: string, { images }: { readonly images: boolean }): string {
  return sanitizeHtml(html, {
    allowedTags: images ? [...allowedTags, 'img'] : allowedTags,
    allowedAttributes: {
      a: ['href', 'title', 'rel'],
      img: ['src', 'alt', 'title', 'width', 'height'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['https', 'cid', 'data'] },
    allowProtocolRelative: false,
    transformTags,
    nonTextTags,
  })
}

/** The words of HTML as a person would read them: lists, tables and links kept as text, what is hidden left out. */
export function plainText(html: string): string {
  return convert(sanitised(html, { images: false }), {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  })
}
