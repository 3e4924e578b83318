// Types by reflection only: what a client can learn of a server it has no file of.

import { createRequire } from 'node:module';

// The modules are installed by tools.sh, outside the sources.
export const require = createRequire(new URL('../../../target/tools/node/package.json', import.meta.url));
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const descriptor = require('protobufjs/ext/descriptor');

const LOAD = { keepCase: true, longs: String, enums: String, defaults: true, arrays: true };

/** The reflection service itself, written by hand: its two versions differ in their names only. */
function reflectionService(version) {
  const string = (id) => ({ type: 'string', id });
  const bytesList = (id) => ({ rule: 'repeated', type: 'bytes', id });
  const messages = {
    ServerReflectionRequest: {
      oneofs: { message_request: { oneof: ['file_by_filename', 'file_containing_symbol', 'list_services'] } },
      fields: { host: string(1), file_by_filename: string(3), file_containing_symbol: string(4), list_services: string(7) },
    },
    ServerReflectionResponse: {
      oneofs: {
        message_response: { oneof: ['file_descriptor_response', 'list_services_response', 'error_response'] },
      },
      fields: {
        valid_host: string(1),
        original_request: { type: 'ServerReflectionRequest', id: 2 },
        file_descriptor_response: { type: 'FileDescriptorResponse', id: 4 },
        list_services_response: { type: 'ListServiceResponse', id: 6 },
        error_response: { type: 'ErrorResponse', id: 7 },
      },
    },
    FileDescriptorResponse: { fields: { file_descriptor_proto: bytesList(1) } },
    ListServiceResponse: { fields: { service: { rule: 'repeated', type: 'ServiceResponse', id: 1 } } },
    ServiceResponse: { fields: { name: string(1) } },
    ErrorResponse: { fields: { error_code: { type: 'int32', id: 1 }, error_message: string(2) } },
    ServerReflection: {
      methods: {
        ServerReflectionInfo: {
          requestType: 'ServerReflectionRequest',
          requestStream: true,
          responseType: 'ServerReflectionResponse',
          responseStream: true,
        },
      },
    },
  };
  const root = { nested: { grpc: { nested: { reflection: { nested: { [version]: { nested: messages } } } } } } };
  const definition = loader.fromJSON(root, { ...LOAD, defaults: false, oneofs: true });
  return grpc.loadPackageDefinition(definition).grpc.reflection[version].ServerReflection;
}

/** One reflection session: a question at a time, answers in order. */
export class Reflection {
  constructor(address, version, patience) {
    this.client = new (reflectionService(version))(address, grpc.credentials.createInsecure());
    this.call = this.client.ServerReflectionInfo({ deadline: Date.now() + patience * 1000 });
    this.answers = this.call[Symbol.asyncIterator]();
  }

  async ask(question) {
    this.call.write(question);
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`the session ended at ${JSON.stringify(question)}`);
    return value;
  }

  async services() {
    const { list_services_response: list } = await this.ask({ list_services: '*' });
    return list.service.map((service) => service.name);
  }

  /** The files that declare these symbols, and all that they import, by name. */
  async files(symbols) {
    const files = new Map();
    for (const symbol of symbols) await this.#collect(files, { file_containing_symbol: symbol });
    for (const file of files.values()) { // a Map visits what is added on the way
      for (const name of file.dependency) {
        if (!files.has(name)) await this.#collect(files, { file_by_filename: name });
      }
    }
    return files;
  }

  async #collect(files, question) {
    const answer = await this.ask(question);
    if (answer.error_response) throw new Error(`${JSON.stringify(question)}: ${JSON.stringify(answer.error_response)}`);
    for (const bytes of answer.file_descriptor_response.file_descriptor_proto) {
      const file = descriptor.FileDescriptorProto.decode(bytes);
      files.set(file.name, file);
    }
  }

  async close() {
    this.call.end();
    await this.answers.next().catch(() => {});
    this.client.close();
  }
}

/** Services and messages by full name, as grpc-js takes them. */
export function definitions(files) {
  return loader.loadFileDescriptorSetFromObject({ file: [...files.values()] }, LOAD);
}
