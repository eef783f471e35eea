/* Stand-in for a library of Windows 10 that Wine 8 lacks; for the Wine prefix only, never shipped.
 * Qt6Core asks it for converters of unusual encodings. Here there are none: opening one fails,
 * and Qt keeps to the encodings it knows itself, of which the program uses UTF-8. */
#include <windows.h>

#define NAME(name) __declspec(dllexport) name
typedef int error_code;
enum { FILE_ACCESS_ERROR = 4 };

static void refuse(error_code *error)
{
    if (error != NULL)
        *error = FILE_ACCESS_ERROR;
}

void *NAME(ucnv_open)(const char *name, error_code *error) { refuse(error); return NULL; }

/* Without an open converter none of these is ever called; Qt6Core only has to find their names. */
#define NEVER(name) int NAME(name)(void) { return 0; }
NEVER(ucnv_close)
NEVER(ucnv_reset)
NEVER(ucnv_getMaxCharSize)
NEVER(ucnv_getToUCallBack)
NEVER(ucnv_getFromUCallBack)
NEVER(ucnv_setToUCallBack)
NEVER(ucnv_setFromUCallBack)
NEVER(ucnv_cbToUWriteUChars)
NEVER(ucnv_cbFromUWriteUChars)
NEVER(ucnv_toUnicode)
NEVER(ucnv_fromUnicode)
NEVER(ucnv_toUCountPending)
NEVER(ucnv_fromUCountPending)
NEVER(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NEVER(UCNV_TO_U_CALLBACK_SUBSTITUTE)

/* These Qt may ask without one: there are no names to tell. */
int NAME(ucnv_countAvailable)(void) { return 0; }
const char *NAME(ucnv_getAvailableName)(int number) { return NULL; }
const char *NAME(ucnv_getName)(void *converter, error_code *error) { refuse(error); return NULL; }
const char *NAME(ucnv_getStandardName)(const char *name, const char *standard, error_code *error)
{
    refuse(error);
    return NULL;
}

BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, LPVOID reserved)
{
    return TRUE;
}
