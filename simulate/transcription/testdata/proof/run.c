/* Runs a model by Euler's method and prints all of its curves, one row a step,
   under the names of its elements. */
#include <stdlib.h>

#include "sde.h"

double _time;
extern double _initial_time, _final_time, _time_step;

void initConstants(void);
void initLevels(void);
void evalAux(void);
void evalLevels(void);
void storeOutputData(void);
const char *getHeader(void);

FixedDelay *__new_fixed_delay(FixedDelay *old, double time, double before) {
  FixedDelay *delay = old ? old : malloc(sizeof *delay);
  delay->length = (size_t)ceil(time / _time_step - 1e-6);
  delay->next = 0;
  delay->values = malloc(delay->length * sizeof *delay->values);
  for (size_t i = 0; i < delay->length; i++) delay->values[i] = before;
  return delay;
}

double _DELAY_FIXED(double input, FixedDelay *delay) {
  delay->values[delay->next] = input;
  delay->next = (delay->next + 1) % delay->length;
  return delay->values[delay->next];
}

void outputVar(double value) { printf("%.12g\t", value); }

int main(void) {
  initConstants();
  initLevels();
  printf("%s\n", getHeader());
  size_t steps = (size_t)llround((_final_time - _initial_time) / _time_step);
  for (size_t step = 0;; step++) {
    evalAux();
    storeOutputData();
    printf("\n");
    if (step == steps) return 0;
    evalLevels();
    _time = _initial_time + (double)(step + 1) * _time_step;
  }
}
