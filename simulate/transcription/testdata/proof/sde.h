/* What the C that SDEverywhere generates calls, as far as models of sysmap use
   it, by the meaning that Vensim gives these functions. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* A pipeline: what goes in comes out after as many steps as it is long. */
typedef struct {
  double *values;
  size_t length, next;
} FixedDelay;

FixedDelay *__new_fixed_delay(FixedDelay *old, double time, double before);
double _DELAY_FIXED(double input, FixedDelay *delay);
void outputVar(double value);

extern double _time;

#define bool_cond(condition) ((condition) != 0)
#define _EXP(x) exp(x)
#define _MAX(a, b) fmax(a, b)
#define _MIN(a, b) fmin(a, b)
#define _IF_THEN_ELSE(condition, a, b) ((condition) ? (a) : (b))
#define _INTEG(stock, flow) ((stock) + (flow) * _time_step)
