/* python.exe for the CPython libraries found in a wheel, which come without one.
 * Only the build uses it: the program itself starts by PyInstaller's own loader. */
#include <windows.h>

typedef int (*main_function)(int, wchar_t **);

int wmain(int count, wchar_t **arguments)
{
    HMODULE python = LoadLibraryW(L"python311.dll");
    if (python == NULL)
        return 101;
    main_function run = (main_function)(void *)GetProcAddress(python, "Py_Main");
    return run == NULL ? 102 : run(count, arguments);
}
