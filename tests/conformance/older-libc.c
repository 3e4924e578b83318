/* What the conformance runner takes from glibc 2.38 and libstdc++ 13, for machines that have older ones. */
#include <stdlib.h>

long __isoc23_strtol(const char *text, char **end, int base) { return strtol(text, end, base); }
long long __isoc23_strtoll(const char *text, char **end, int base) { return strtoll(text, end, base); }
unsigned long __isoc23_strtoul(const char *text, char **end, int base) { return strtoul(text, end, base); }
unsigned long long __isoc23_strtoull(const char *text, char **end, int base) { return strtoull(text, end, base); }

/* Until libstdc++ 13, every file that uses streams sets them up by itself: there is nothing left to do. But this
   program leaves it to the library, whose own set-up runs when it is loaded, before any constructor of the program. */
void _ZSt21ios_base_library_initv(void) {}
