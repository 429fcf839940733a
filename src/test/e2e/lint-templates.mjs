// Checks every element template against Camunda's schema, as Camunda Modeler does before it offers one.
import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validateZeebe } from '@bpmn-io/element-templates-validator';

const folder = new URL('../../../bpmn/element-templates/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
const findings = files.flatMap(findingsOf);

findings.forEach((finding) => console.error(finding));
console.log(`${files.length} element templates, ${findings.length} findings`);
process.exit(files.length > 0 && findings.length === 0 ? 0 : 1);

function findingsOf(name) {
  const file = fileURLToPath(new URL(name, folder));
  const text = readFileSync(file, 'utf8');
  const { object, errors, warnings } = validateZeebe(text);
  return [
    ...(errors ?? []).map((error) => `${name}:${lineOf(error)} ${error.message}`),
    ...(warnings ?? []).map((warning) => `${name}:${lineOf(warning)} ${warning.message}`),
    ...(object?.id === `dev.waymark.${basename(name, '.json')}`
      ? []
      : [`${name} Expected the id to be dev.waymark.${basename(name, '.json')}, but it is ${object?.id}.`]),
  ];
}

function lineOf(finding) {
  return (finding.dataPointer?.value?.line ?? 0) + 1;
}
