#!/usr/bin/env python3
"""Replace the English words of a comment table by Korean ones: the same rows, quotes and ids, other text.

    python3 Benchmarks/korean_comments.py $KITH_BENCH_DATA/comments/1m.csv $KITH_BENCH_DATA/comments/1mko.csv
"""
import re
import sys

WORDS = dict(zip(
    "graph of friends post reply likes the new song from city river sun data idea who said why not great thanks he".split(),
    "그래프 의 친구들 게시글 답글 좋아요 그 새로운 노래 에서 도시 강물 햇살 데이터 생각 누가 말했다 왜 아니 멋져요 감사합니다 그가".split()))
PATTERN = re.compile(r"\b(" + "|".join(WORDS) + r")\b")

if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as target:
        target.write(next(source))
        for line in source:
            target.write(PATTERN.sub(lambda match: WORDS[match[1]], line))
