import CGraphviz

