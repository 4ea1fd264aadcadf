#pragma once
#include <cblas.h>

// The LAPACK routines that Kith calls; Debian's libopenblas-dev carries them without a header.
// Every argument is passed by reference and matrices stand column by column, as in Fortran.
void spotrf_(const char *uplo, const int *n, float *a, const int *lda, int *info);
void spotri_(const char *uplo, const int *n, float *a, const int *lda, int *info);
void spotrs_(
    const char *uplo, const int *n, const int *nrhs, const float *a, const int *lda, float *b, const int *ldb,
    int *info);
void dgeev_(
    const char *jobvl, const char *jobvr, const int *n, double *a, const int *lda, double *wr, double *wi,
    double *vl, const int *ldvl, double *vr, const int *ldvr, double *work, const int *lwork, int *info);
void dgesv_(const int *n, const int *nrhs, double *a, const int *lda, int *ipiv, double *b, const int *ldb, int *info);
