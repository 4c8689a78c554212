// Translates Vensim and XMILE files to C with SDEverywhere, each beside its file:
//
//   node sdeverywhere.mjs model.mdl model.xmile
import { readFileSync, writeFileSync } from 'node:fs'
import { generateCode, parseModel, resetState } from '@sdeverywhere/compile'

for (const file of process.argv.slice(2)) {
  resetState()
  const parsed = parseModel(readFileSync(file, 'utf8'), file.endsWith('.mdl') ? 'vensim' : 'xmile', '.')
  const code = generateCode(parsed, { spec: {}, operations: ['generateC'], extData: new Map(), directData: new Map(), modelDirname: '.' })
  writeFileSync(file + '.c', code)
}
