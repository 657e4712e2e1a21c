# What cpack puts outside the prefix. See package.cmake.
file(INSTALL ${CPACK_GPUBENCH_BUILD}/package/gpubench.sh DESTINATION /etc/profile.d
     PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
