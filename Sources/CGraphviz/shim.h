#pragma once
/* Graphviz for Swift: cgraph takes `char *` for text it only reads, which Swift's call-scoped
   string bridging cannot give safely. */
#include <gvc.h>
#include <signal.h>
#include <sys/prctl.h>

static inline Agraph_t *kgv_read(const char *dot) { return agmemread(dot); }

static inline int kgv_set_graph_attribute(Agraph_t *graph, const char *key, const char *value) {
  return agsafeset(graph, (char *)key, (char *)value, (char *)"");
}

static inline int kgv_layout(GVC_t *context, Agraph_t *graph, const char *engine) {
  return gvLayout(context, graph, engine);
}

static inline int kgv_render(
    GVC_t *context, Agraph_t *graph, const char *format, char **data, unsigned int *length) {
  return gvRenderData(context, graph, format, data, length);
}

/* The drawing's size in points, known after layout. */
static inline double kgv_width(Agraph_t *graph) { return GD_bb(graph).UR.x - GD_bb(graph).LL.x; }
static inline double kgv_height(Agraph_t *graph) { return GD_bb(graph).UR.y - GD_bb(graph).LL.y; }

/* Dots an inch of a picture made of pixels; the attribute is read too early to depend on the size. */
static inline void kgv_set_dpi(Agraph_t *graph, double dpi) { GD_drawing(graph)->dpi = dpi; }

/* Ends this process when its parent does, however that ends. */
static inline int kgv_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }
