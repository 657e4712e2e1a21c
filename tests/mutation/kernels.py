"""Faults in CUDA kernels, which tests/kernels/cuda sees on the CPU: a missing barrier, a wrong lane, mask, stride or tile."""
from mutation import mutations_of

SIMT = "test_simt"


def faults_of(name, *pairs):
    return mutations_of(SIMT, f"kernels/cuda/{name}.cuh", *pairs)


KERNEL_MUTATIONS = [
    *faults_of(
        "combine",
        # A warp's sum is read before it is written.
        ("if (lane == 0) parts[warp] = value;\n  __syncthreads();", "if (lane == 0) parts[warp] = value;"),
        # The farther half of a warp is never asked.
        ("int lanes = kWarpThreads / 2;", "int lanes = kWarpThreads / 4;"),
        # A block of eight warps takes 32 of them for there.
        ("lane < blockDim.x / kWarpThreads ? parts[lane] : neutral", "lane < kWarpThreads ? parts[lane] : neutral"),
    ),
    *faults_of(
        "block_sum",
        ("unsigned delta = 16;", "unsigned delta = 8;"),
        # The last warp's sum is left out.
        ("warp < threads / 32; ++warp", "warp < threads / 32 - 1; ++warp"),
    ),
    *faults_of(
        "reduce",
        # The last element is left out, where it is part of no pack.
        ("if (packs * width + own < a.count) sum +=", "if (packs * width + own + 1 < a.count) sum +="),
        # Packs are taken again by other blocks.
        ("for (; i < packs; i += threads)", "for (; i < packs; i += blockDim.x)"),
        # Of four packs in flight one is not added.
        ("for (int u = 0; u < unroll; ++u) {\n    for (int k = 0; k < width; ++k) sum +=",
         "for (int u = 1; u < unroll; ++u) {\n    for (int k = 0; k < width; ++k) sum +="),
    ),
    *faults_of(
        "scan",
        # The tile that knows all is not asked for it.
        ("wanted = knowing ^ (knowing - 1)", "wanted = knowing - 1"),
        # The next 32 tiles begin one too near.
        ("end -= kWarpThreads;", "end -= kWarpThreads - 1;"),
        # A lane leaves out its nearest neighbour.
        ("if (lane >= lanes) value", "if (lane > lanes) value"),
        # Warps read one another's sums before they are there.
        ("sums[warp] = own;\n  __syncthreads();", "sums[warp] = own;"),
        # The total of a pack comes from the wrong lane.
        ("__shfl_sync(kWholeWarp, inclusive, kWarpThreads - 1)", "__shfl_sync(kWholeWarp, inclusive, kWarpThreads - 2)"),
        # Elements of a tile's ragged end are dropped.
        ("first + k < a.count ? a.in[first + k] : 0", "first + k + 1 < a.count ? a.in[first + k] : 0"),
    ),
    *faults_of(
        "transpose",
        # A tile is read before it is there, and written while it is read.
        ("__syncthreads();\n    for (unsigned dy", "for (unsigned dy"),
        ("= tile[threadIdx.x][dy];\n    }\n    __syncthreads();", "= tile[threadIdx.x][dy];\n    }"),
        # Tiles move, their elements stay.
        ("= tile[threadIdx.x][dy]", "= tile[dy][threadIdx.x]"),
        # Of a tile at the right edge the last column is left out.
        ("if (row < x.rows && column < x.columns) x.out", "if (row < x.rows && column + 1 < x.columns) x.out"),
    ),
    *faults_of(
        "histogram",
        # Tail elements beyond the last pack.
        ("if (packs * width + own < a.count) count_value", "if (packs * width + own + 1 < a.count) count_value"),
        # Only one warp's copy of the bins is added up.
        ("c < kHistogramCopies<T>; ++c", "c < 1; ++c"),
        # Every range of bins lands on the first.
        ("&a.bins[range * held + bin]", "&a.bins[bin]"),
        # Bins are added to the device's while others still count.
        ("a.values[packs * width + own]);\n  __syncthreads();", "a.values[packs * width + own]);"),
    ),
    *faults_of(
        "stencil",
        # The far side is no side, and takes its neighbour from the next row.
        ("const bool side = i == 0 || i + 1 == x.width;", "const bool side = i == 0;"),
        # The point before is the one after: an accumulator that does not move on.
        ("(around + (before + after));\n      }\n      before = here;", "(around + (before + after));\n      }\n      before = after;"),
        # A walk that begins within the plane takes what is before it for nothing.
        ("T before = first > 0 ? x.in[(first - 1) * row + i] : T(0);", "T before = T(0);"),
    ),
    *faults_of(
        "spmv",
        # Entries beyond a warp's first 32 are met twice.
        ("i < end; i += kWarpThreads)", "i < end; i += kWarpThreads - 1)"),
        # The sum of one lane alone.
        ("sum = combine_warp(sum, Add());\n", ""),
    ),
    *faults_of(
        "row",
        # A block's row is read by its first warp only, over and over.
        ("threadIdx.x % Shape::threads) * width", "threadIdx.x % kWarpThreads) * width"),
        # Rows of a warp each: all warps take the first.
        ("threadIdx.x / Shape::threads;", "threadIdx.x / kRowThreads;"),
        # The fourth element of a ragged pack is beyond the row, and counts.
        ("if (column(p) + k < columns) visit", "if (column(p) < columns) visit"),
    ),
    *faults_of(
        "softmax",
        # What lies beyond the row adds exp(0 - max).
        ("a.columns, -INFINITY);", "a.columns, 0);"),
        # The sum of a thread's own elements is taken for the row's.
        ("1 / combine_row<Shape>(sum, 0.0F, Add())", "1 / sum"),
    ),
    *faults_of(
        "norm",
        ("combine_row<Shape>(sum, 0.0F, Add()) / columns", "combine_row<Shape>(sum, 0.0F, Add()) / (columns + 1)"),
        ("    row.add(a.beta, a.columns);\n", ""),
    ),
    *faults_of(
        "gemm",
        # A slice is multiplied before all have stored it.
        ("loads.store(slices, buffer ^ 1, thread);\n      __syncthreads();", "loads.store(slices, buffer ^ 1, thread);"),
        # The slice that is multiplied is written over.
        ("if (more) loads.store(slices, buffer ^ 1", "if (more) loads.store(slices, buffer"),
        # Tiles counted down are taken for tiles counted across.
        ("row = tile % down * Tile::kRows, column = tile / down * Tile::kColumns",
         "row = tile / down * Tile::kRows, column = tile % down * Tile::kColumns"),
        # Products replace one another.
        ("sum[i][j] +=", "sum[i][j] ="),
        # The last column of B is taken for one beyond it.
        ("depth < k && j < n ? x.b", "depth < k && j + 1 < n ? x.b"),
    ),
    *faults_of(
        "gemm_tensor",
        # A slice is multiplied before its copies have come.
        ("      wait_for_copies<0>();\n", ""),
        # The next slice comes while others still multiply the one that lies there.
        ("sums.multiply(slices, buffer, warp_row, warp_column);\n    }",
         "sums.multiply(slices, 0, warp_row, warp_column);\n    }"),
        # Two warps make the same part of a tile.
        ("warp_column = warp % 2 * kTensorWarpTile", "warp_column = warp / 2 * kTensorWarpTile"),
        # A chunk of which a part is inside is taken for whole.
        ("if (columns % kTensorChunk == 0 && to_column < columns) {", "if (to_column + kTensorChunk <= columns + 4) {"),
    ),
    *faults_of(
        "attention_tensor",
        # Keys are multiplied before they have come, values likewise.
        ("      wait_for_copies<1>();  // All but the values.\n", ""),
        ("      wait_for_copies<1>();  // All but the next keys.\n", ""),
        # What was summed under another maximum is not corrected: the weights' sum, the values.
        ("    sum *= correction;\n", ""),
        ("    multiply_rows(shared, correction);\n", ""),
        # A query does not see its own key; one beyond the end is seen.
        ("column <= query + row()", "column < query + row()"),
        ("column < x.length &&", "column <= x.length &&"),
        # One lane's sum is taken for its row's.
        ("    sum += __shfl_xor_sync(0xffffffffU, sum, 1);\n", ""),
        # Every warp has the first one's queries.
        ("own = query + rows.warp * kTensorRows", "own = query"),
    ),
    # What only the thread sanitizer sees, since threads of a warp and warps of a block keep in step by chance.
    *mutations_of(
        "test_simt_tsan", "kernels/cuda/gemm_tensor.cuh",
        # The next fragment comes to the stage before the last was read.
        ("        __syncwarp();  // The next fragment comes to the same stage.\n", ""),
        # The next tile's first slice comes where others multiply.
        ("    __syncthreads();  // The next tile's first slice may come where this one's last was.\n", ""),
    ),
    *mutations_of(
        "test_simt_tsan", "kernels/cuda/attention_tensor.cuh",
        # The next keys come while others still multiply these.
        ("      __syncthreads();  // Nobody multiplies these keys any more. Those beyond the end are zeros nobody sees.\n", ""),
        # Likewise the values.
        ("      __syncthreads();  // Likewise the values.\n", ""),
    ),
    *faults_of(
        "attention",
        # The eight lanes of a row do not wait for one another's exponentials.
        ("      __syncwarp();  // A row of p is written and read by the eight lanes of one warp.\n", ""),
        # Keys are replaced while others still multiply them.
        ("rows.multiply_values(*shared, y, lane);\n      __syncthreads();", "rows.multiply_values(*shared, y, lane);"),
        # The greatest score of half of the lanes.
        ("for (int far = kAttentionLanes / 2; far > 0; far /= 2) {", "for (int far = kAttentionLanes / 4; far > 0; far /= 2) {"),
        # What was summed under another maximum is not corrected.
        ("      sum[i] *= correction;\n", ""),
        # A query does not see its own key; one beyond the end is seen.
        ("column <= row)", "column < row)"),
        ("column < x.length &&", "column <= x.length &&"),
    ),
    *faults_of(
        "random_access",
        # Accesses are skipped between one group of a thread and its next.
        ("first += kAccessesInFlight * threads", "first += (kAccessesInFlight + 1) * threads"),
        # Half of the table is never met.
        ("word & (x.places - 1)", "word & (x.places - 2)"),
        # A scatter that gathers.
        ("x.out[x.index[i]] = x.in[i];", "x.out[i] = x.in[x.index[i]];"),
    ),
    *faults_of(
        "line_chase",
        # Every walk begins where the first one did.
        ("  x.walk->position = end;\n", ""),
    ),
    *faults_of(
        "word_read",
        # After the last part comes none.
        ("part = part + 1 < x.parts ? part + 1 : 0;", "++part;"),
        # The access at a ragged end is left out.
        ("(x.count + x.stride - 1) / x.stride", "x.count / x.stride"),
        # The first half of the words is read twice, the second never.
        ("threadIdx.x + u * kSharedThreads +", "threadIdx.x +"),
    ),
    *faults_of(
        "stream_pass",
        # The first element of a tile that is not whole is left as it was.
        ("i = first + threadIdx.x; i < x.count; i += kStreamThreads) {\n        x.a[i]",
         "i = first + threadIdx.x + 1; i < x.count; i += kStreamThreads) {\n        x.a[i]"),
        # A tile is taken by every block.
        ("first = blockIdx.x * tile; first < x.count; first += gridDim.x * tile) {\n    if (x.count - first >= tile) {\n"
         "      const TilePacks<T> values = tile_values<operation>(x, first);\n      T part = 0;",
         "first = 0; first < x.count; first += gridDim.x * tile) {\n    if (x.count - first >= tile) {\n"
         "      const TilePacks<T> values = tile_values<operation>(x, first);\n      T part = 0;"),
    ),
    *faults_of(
        "intensity",
        # Every block goes over what the others have done.
        ("first += gridDim.x * piece", "first += piece"),
    ),
    *faults_of(
        "fma_wgmma",
        # Operands are read before they are in shared memory.
        ("Unit::publish_shared();\n  __syncthreads();", "Unit::publish_shared();"),
        # Columns are taken for rows.
        ("i % 4 / 2 * 8 + thread % 32 / 4", "i % 2 * 8 + thread % 32 / 4"),
        # The second warp group's C lies where the first's does.
        ("* kWgmmaGroups + static_cast<std::size_t>(group)) *", "* kWgmmaGroups) *"),
    ),
    *faults_of(
        "arrival",
        # A grid of three blocks arrives three times.
        ("if (blockIdx.x == 0 && threadIdx.x == 0)", "if (threadIdx.x == 0)"),
    ),
]
