#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#ifdef __cplusplus
extern "C" {
#endif

/// Whether `count` bytes are UTF-8 (simdjson's vectorised check).
bool kith_is_utf8(const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif

/// What stands where in 64 bytes: bit i is set where byte i is of the class.
typedef struct {
  /// The double quote.
  uint64_t quotes;
  /// Either delimiter, line feed or carriage return.
  uint64_t ends;
} kith_masks;

#if defined(__SSE2__)

static inline uint64_t kith_mask_of(const uint8_t *p, uint8_t byte) {
  const __m128i wanted = _mm_set1_epi8((char)byte);
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    __m128i v = _mm_loadu_si128((const __m128i *)(p + 16 * i));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, wanted)) << (16 * i);
  }
  return mask;
}

static inline kith_masks kith_scan64(const uint8_t *p, uint8_t first, uint8_t second) {
  const __m128i a = _mm_set1_epi8((char)first), b = _mm_set1_epi8((char)second);
  const __m128i quote = _mm_set1_epi8('"'), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
  kith_masks masks = {0, 0};
  for (int i = 0; i < 4; i++) {
    __m128i v = _mm_loadu_si128((const __m128i *)(p + 16 * i));
    __m128i ends = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, a), _mm_cmpeq_epi8(v, b)),
                                _mm_or_si128(_mm_cmpeq_epi8(v, lf), _mm_cmpeq_epi8(v, cr)));
    masks.ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(ends) << (16 * i);
    masks.quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, quote)) << (16 * i);
  }
  return masks;
}

#else

static inline uint64_t kith_mask_of(const uint8_t *p, uint8_t byte) {
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) mask |= (uint64_t)(p[i] == byte) << i;
  return mask;
}

static inline kith_masks kith_scan64(const uint8_t *p, uint8_t first, uint8_t second) {
  kith_masks masks = {0, 0};
  for (int i = 0; i < 64; i++) {
    uint8_t c = p[i];
    masks.ends |= (uint64_t)(c == first || c == second || c == '\n' || c == '\r') << i;
    masks.quotes |= (uint64_t)(c == '"') << i;
  }
  return masks;
}

#endif

/// Asks for a cache line that will be read and maybe written soon.
static inline void kith_prefetch(const void *address) { __builtin_prefetch(address); }
