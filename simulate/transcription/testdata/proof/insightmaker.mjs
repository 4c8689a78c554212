// Runs a ModelJSON file with Insight Maker's engine, once for each value of a
// switch, and prints the curves of its stocks and variables:
//
//   node insightmaker.mjs model.json [SWITCH VALUE…]
import { readFileSync } from 'node:fs'
import { loadModelJSON } from 'simulation'

const [file, name, ...values] = process.argv.slice(2)
const model = loadModelJSON(JSON.parse(readFileSync(file, 'utf8')))
const runs = []
for (const value of values.length > 0 ? values : [null]) {
  if (value !== null) {
    model.getVariable(v => v.name === name).value = value
  }
  const results = model.simulate()
  const curves = {}
  for (const element of [...model.findStocks(), ...model.findVariables()]) {
    curves[element.name] = results.series(element)
  }
  runs.push(curves)
}
console.log(JSON.stringify(runs))
