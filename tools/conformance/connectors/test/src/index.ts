import { defineConnector } from '@patchbay/contract'
import * as asking from './asking.ts'
import * as contents from './contents.ts'
import { prompts } from './prompts.ts'
import * as running from './running.ts'
import * as tasks from './tasks.ts'
import { vendor } from './vendor.ts'

/**
 * The tools, prompts and resources that the official conformance suite calls by name, written against our contract like
 * any connector. Tools are named by connector, noun and verb: `test` and `simple.text` is `test_simple_text`.
 */
export default defineConnector({
  id: 'test',
  title: 'Conformance',
  description: 'What the conformance suite of the Model Context Protocol calls.',
  stability: 'experimental',
  vendor,
  operations: {
    'simple.text': contents.simpleText,
    'image.content': contents.imageContent,
    'audio.content': contents.audioContent,
    'embedded.resource': contents.embeddedResource,
    'multiple.content-types': contents.multipleContentTypes,
    'static.text': contents.staticText,
    'static.binary': contents.staticBinary,
    'watched.read': contents.watched,
    'template.data': running.templateData,
    'tool.with-logging': running.withLogging,
    'logging.tool': running.withLogging,
    'tool.with-progress': running.withProgress,
    'error.handling': running.errorHandling,
    'reconnection.wait': running.reconnection,
    'trigger.tool-change': running.trigger,
    'trigger.prompt-change': running.trigger,
    'sampling.ask': asking.samplingOf,
    'elicitation.ask': asking.elicitationOf,
    'elicitation.sep1034-defaults': asking.elicitationDefaults,
    'elicitation.sep1330-enums': asking.elicitationEnums,
    'streaming.elicitation': asking.elicitation,
    'missing.capability': asking.missingCapability,
    'input-required-result.elicitation': asking.elicitation,
    'input-required-result.sampling': asking.sampling,
    'input-required-result.list-roots': asking.listRoots,
    'input-required-result.request-state': asking.requestState,
    'input-required-result.tampered-state': asking.requestState,
    'input-required-result.multiple-inputs': asking.multipleInputs,
    'input-required-result.multi-round': asking.multiRound,
    'input-required-result.capabilities': asking.capabilities,
    'person.greet': tasks.greet,
    'number.slow-compute': tasks.slowCompute,
    'job.fail': tasks.fail,
    'job.break': tasks.breakDown,
    'file.confirm-delete': tasks.confirmDelete,
    'input.ask-twice': tasks.askTwice,
    'tool.with-task': tasks.withTask,
  },
  check: 'simple.text',
  prompts,
  resources: {
    'test://static-text': {
      title: 'Static text',
      description: 'A text that stays.',
      mimeType: 'text/plain',
      operation: 'static.text',
    },
    'test://static-binary': {
      title: 'Static binary',
      description: 'A picture that stays.',
      mimeType: 'image/png',
      operation: 'static.binary',
    },
    'test://watched-resource': {
      title: 'Watched',
      description: 'A text that may be watched.',
      mimeType: 'text/plain',
      operation: 'watched.read',
    },
    'test://template/{id}/data': {
      title: 'Template',
      description: 'The data of an id.',
      operation: 'template.data',
    },
  },
  emulator: () => import('./emulator.ts'),
})
